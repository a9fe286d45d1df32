@echo off
rem The course tool, course --help. Builds itself on first use and when its sources have changed.
setlocal
set "ROOT=%~dp0."
set "TOOL=%ROOT%\tests\course"
set "BUILT=%TOOL%\target\built-for"

set "GRADING=%ROOT%\tests\grading"
set "MAIN=logkv.course.command.CourseCommand"
set "CLASSES=%TOOL%\target\lib\*;%TOOL%\target\course.jar"

if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
  set "JAVAC=%JAVA_HOME%\bin\javac.exe"
) else (
  set "JAVA=java.exe"
  set "JAVAC=javac.exe"
)
"%JAVA%" -version >nul 2>&1 || goto nojava

call :stale || goto run
echo Building the course tool (about a minute) ... 1>&2
pushd "%ROOT%"
call mvnw.cmd -q -pl tests/course package -DskipTests 1>&2 || goto nobuild
popd
echo %JAVA%>"%BUILT%"

:run
if "%~1"=="museum" goto grading
if "%~1"=="prove" goto grading
if "%~1"=="notes" goto grading
if "%~1"=="handout" goto grading
if "%~1"=="similar" goto grading
if "%~1"=="grade" goto grading
if "%~1"=="report" goto grading

:start
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData "-Dlogkv.course.root=%ROOT%" ^
  -cp "%CLASSES%" %MAIN% %*
exit /b %ERRORLEVEL%

rem The instructors' part, always compiled anew. Maven is not asked: it would build a learner's
rem phases too, and for the museum these need not compile just now.
:grading
if not exist "%GRADING%\src\main" goto nograding
set "COMPILED="
if "%~1"=="prove" set "COMPILED=needed"
if "%~1"=="notes" set "COMPILED=needed"
if defined COMPILED (
  pushd "%ROOT%"
  call mvnw.cmd -q -pl tests/grading test-compile 1>&2 || goto nobuild
  popd
)
if not exist "%GRADING%\target\tool" mkdir "%GRADING%\target\tool"
"%JAVAC%" -nowarn -proc:none -cp "%CLASSES%" -sourcepath "%GRADING%\src\main\java" ^
  -d "%GRADING%\target\tool" ^
  "%GRADING%\src\main\java\logkv\grading\command\GradingCommand.java" 1>&2 || exit /b 2
set "CLASSES=%CLASSES%;%GRADING%\target\tool"
set "MAIN=logkv.grading.command.GradingCommand"
goto start

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

:nograding
echo course: There is no tests\grading in this copy of the course, and %1 needs it. 1>&2
exit /b 2

:nobuild
popd
echo course: The tool could not be built; what Maven says about it is above. 1>&2
exit /b 2
