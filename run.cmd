@echo off
rem Opens unionapp. Arguments are passed on.
py -3 "%~dp0installer\bootstrap.py" run %*
