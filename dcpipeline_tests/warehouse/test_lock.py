"""One refresh at a time; whoever comes second learns who is at work."""

import os
import signal
import threading

import pytest

from dcpipeline.warehouse import LockedError, TargetError, refresh_lock, running_refresh
from dcpipeline_tests.warehouse.test_crash import start


def hold(target, seconds):
    child = start("hold_lock", str(target), str(seconds))
    assert child.stdout is not None
    pid = int(child.stdout.readline().split()[-1])
    assert pid == child.pid
    return child


def test_second_process_reads_who_is_at_work(target):
    child = hold(target, 60)
    try:
        message = rf"another refresh \(pid {child.pid} on .*, since 20.*: a test that waits\)"
        with pytest.raises(LockedError, match=message), refresh_lock(target):
            pytest.fail("two refreshes at once")
        holder = running_refresh(target)
        assert holder is not None and holder.pid == child.pid
        with (
            pytest.raises(LockedError, match="is running"),
            refresh_lock(target, wait=True, timeout=0.2),
        ):
            pytest.fail("two refreshes at once")
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    # a dead holder blocks nobody, although its file is still there
    assert (target / ".refresh.json").exists()
    assert running_refresh(target) is None
    with refresh_lock(target) as own:
        assert own.pid == os.getpid()
        assert running_refresh(target) == own


def test_waiting_lasts_until_the_other_is_done(target):
    child = hold(target, 0.5)
    with refresh_lock(target, wait=True) as holder:
        assert holder.pid == os.getpid()
        assert child.wait(timeout=30) == 0


def test_another_thread_is_another_refresh(target):
    refused = []

    def try_it() -> None:
        try:
            with refresh_lock(target):
                pass
        except LockedError as error:
            refused.append(str(error))

    with refresh_lock(target):
        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
    assert len(refused) == 1
    assert f"pid {os.getpid()}" in refused[0]
    try_it()
    assert len(refused) == 1


def test_the_same_refresh_may_enter_again(target):
    with refresh_lock(target, command="outer") as outer:
        with refresh_lock(target, command="inner") as inner:
            assert inner == outer
        assert running_refresh(target) == outer
    assert running_refresh(target) is None
    assert not (target / ".refresh.json").exists()


def test_an_error_inside_frees_the_lock(target):
    with pytest.raises(RuntimeError), refresh_lock(target):
        raise RuntimeError
    with refresh_lock(target):
        pass


def test_nobody_refreshes_what_does_not_exist(target):
    assert running_refresh(target) is None
    assert not target.exists()


def test_a_file_in_place_of_the_folder(target):
    target.write_text("", encoding="utf-8")
    with pytest.raises(TargetError, match="folder is needed"), refresh_lock(target):
        pass
