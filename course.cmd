@echo off
rem The course tool, course --help. Builds itself on first use and when its sources have changed.
setlocal
set "ROOT=%~dp0."
set "TOOL=%ROOT%\tests\course"
set "BUILT=%TOOL%\target\built-for"

if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
  set "JAVA=java.exe"
)
"%JAVA%" -version >nul 2>&1 || goto nojava

call :stale || goto run
echo Building the course tool (about a minute) ... 1>&2
pushd "%ROOT%"
call mvnw.cmd -q -pl tests/course package -DskipTests 1>&2 || goto nobuild
popd
echo %JAVA%>"%BUILT%"

:run
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData "-Dlogkv.course.root=%ROOT%" ^
  -cp "%TOOL%\target\lib\*;%TOOL%\target\course.jar" logkv.course.command.CourseCommand %*
exit /b %ERRORLEVEL%

rem Succeeds if there is no tool yet, or one that is older than its sources.
:stale
if not exist "%BUILT%" exit /b 0
powershell -NoProfile -Command ^
  "$built = (Get-Item '%BUILT%').LastWriteTime;" ^
  "$sources = Get-ChildItem -Recurse -File '%ROOT%\pom.xml', '%ROOT%\tests\crash-kit\pom.xml'," ^
  "  '%ROOT%\tests\crash-kit\src\main', '%TOOL%\pom.xml', '%TOOL%\src\main';" ^
  "if ($sources | Where-Object LastWriteTime -gt $built) { exit 0 } else { exit 1 }"
exit /b %ERRORLEVEL%

:nojava
echo course: There is no Java here. Install a JDK, 17 or newer, and set JAVA_HOME to it. 1>&2
exit /b 2

:nobuild
popd
echo course: The tool could not be built; what Maven says about it is above. 1>&2
exit /b 2
