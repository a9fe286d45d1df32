rem What the launchers share on Windows: find a JDK, see whether a jar is older than its sources,
rem build it. .mvn/launcher.sh is the same for everything else and says more.
rem
rem A launcher sets these before it calls this file, and uses %java% afterwards:
rem
rem   home     the path of the repository, with a backslash at its end
rem   name     how the launcher calls itself in messages
rem   jar      what to build, and modules what to build it from (comma-separated)
rem   sources  what it must not be older than, relative to home (comma-separated)

set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\javac.exe" goto :found
for %%i in (javac.exe) do set "JAVA_HOME=%%~dp$PATH:i.."
if exist "%JAVA_HOME%\bin\javac.exe" goto :found
echo %name%: a JDK 17 or newer is needed. Install one, or set JAVA_HOME to it.>&2
exit /b 2

:found
findstr /r /c:"^JAVA_VERSION=.1[7-9]" /c:"^JAVA_VERSION=.[2-9][0-9]" "%JAVA_HOME%\release" >nul 2>&1
if not errorlevel 1 goto :new_enough
echo %name%: a JDK 17 or newer is needed, and "%JAVA_HOME%" is older. Set JAVA_HOME to a newer one.>&2
exit /b 2

:new_enough
set "java=%JAVA_HOME%\bin\java.exe"
powershell -NoProfile -Command "$jar = Get-Item $env:jar -ErrorAction SilentlyContinue; if (-not $jar) { exit 1 }; Set-Location -LiteralPath $env:home; if (Get-ChildItem -Recurse $env:sources.Split(',') | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime }) { exit 1 }"
if not errorlevel 1 exit /b 0

echo Building %name% (first use or changed sources, about a minute) ...>&2
if exist "%jar%" del "%jar%"
pushd "%home%"
call mvnw.cmd -q -pl %modules% package -Dmaven.test.skip=true >&2 <nul
set "built=%errorlevel%"
popd
if "%built%"=="0" exit /b 0
echo %name%: it could not be built; the messages above say why.>&2
exit /b 2
