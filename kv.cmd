@echo off
rem Runs the store's command line, solution\target\kv.jar, and builds it when that is needed.
setlocal
set "home=%~dp0"
set "name=kv"
set "jar=%home%solution\target\kv.jar"
set "modules=solution"
set "sources=solution\src\main,solution\pom.xml,pom.xml"
call "%home%.mvn\launcher.cmd" || exit /b 2
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -jar "%jar%" %*
exit /b %errorlevel%
