@echo off
rem Runs every check and every test.
py -3 "%~dp0installer\bootstrap.py" test %*
