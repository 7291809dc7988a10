"""Tests of ``refresh-lines``; nothing here leaves this machine."""
