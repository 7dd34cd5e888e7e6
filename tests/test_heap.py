"""Threads share a heap once they were told to, where the C library keeps one for each."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

_HEAPS = """
import ctypes, sys, threading
from negotiator.heap import share_heap
if sys.argv[2] == "shared":
    share_heap()
together = threading.Barrier(8)
def work():
    together.wait()
    kept = [b"x" * 2_000 for _ in range(1_000)]
    together.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
[each.start() for each in threads]
[each.join() for each in threads]
c = ctypes.CDLL(None)
c.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(c.fopen(sys.argv[1].encode(), b"w"))
c.malloc_info(0, file)
c.fclose(file)
"""


def heaps(tmp_path: Path, how: str) -> int:
    told = tmp_path / f"{how}.xml"
    subprocess.run([sys.executable, "-c", _HEAPS, str(told), how], check=True)
    return told.read_text().count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of glibc")
def test_eight_threads_have_one_heap(tmp_path: Path) -> None:
    assert heaps(tmp_path, "each its own") > 1
    assert heaps(tmp_path, "shared") == 1
