"""The system calls that Python and NumPy need, by number, and on which terms.

Each entry of a table is a name with its numbers on x86-64 and on aarch64, `-` where there is none. Numbers
from 424 on are the same on every architecture.
"""

from __future__ import annotations

from typing import NamedTuple

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Column of the tables, and the number by which the kernel knows the architecture."""
OWN = -1
"""Stands for the number of the process that the filter is put on."""

ALWAYS = """
    read 0 63, write 1 64, readv 19 65, writev 20 66, pread64 17 67, pwrite64 18 68, preadv 295 69,
    pwritev 296 70, preadv2 327 286, pwritev2 328 287, close 3 57, close_range 436 436, dup 32 23, dup2 33 -,
    dup3 292 24, lseek 8 62, stat 4 -, lstat 6 -, fstat 5 80, newfstatat 262 79, statx 332 291, access 21 -,
    faccessat 269 48, faccessat2 439 439, getdents 78 -, getdents64 217 61, readlink 89 -, readlinkat 267 78,
    getcwd 79 17, chdir 80 49, fchdir 81 50, fadvise64 221 223, flock 73 32, fsync 74 82, fdatasync 75 83,
    ftruncate 77 46, copy_file_range 326 285, sendfile 40 71, statfs 137 43, fstatfs 138 44, umask 95 166,
    getxattr 191 8, lgetxattr 192 9, fgetxattr 193 10, listxattr 194 11, llistxattr 195 12, flistxattr 196 13,
    poll 7 -, ppoll 271 73, select 23 -, pselect6 270 72, epoll_create 213 -, epoll_create1 291 20,
    epoll_ctl 233 21, epoll_wait 232 -, epoll_pwait 281 22, epoll_pwait2 441 441, eventfd 284 -,
    eventfd2 290 19, pipe 22 -, pipe2 293 59, sendto 44 206, sendmsg 46 211, recvfrom 45 207, recvmsg 47 212,
    shutdown 48 210, getsockname 51 204, getpeername 52 205, getsockopt 55 209,
    brk 12 214, mmap 9 222, munmap 11 215, mremap 25 216, mprotect 10 226, madvise 28 233,
    msync 26 227, get_mempolicy 239 236, membarrier 324 283, mseal 462 462,
    exit 60 93, exit_group 231 94, futex 202 98, futex_waitv 449 449, futex_wake 454 454, futex_wait 455 455,
    futex_requeue 456 456, set_robust_list 273 99, get_robust_list 274 100, set_tid_address 218 96,
    rseq 334 293, sched_yield 24 124, getcpu 309 168, wait4 61 260, waitid 247 95, arch_prctl 158 -,
    restart_syscall 219 128,
    rt_sigaction 13 134, rt_sigprocmask 14 135, rt_sigreturn 15 139, rt_sigpending 127 136,
    rt_sigtimedwait 128 137, rt_sigsuspend 130 133, sigaltstack 131 132, pause 34 -, alarm 37 -,
    getitimer 36 102, setitimer 38 103,
    clock_gettime 228 113, clock_getres 229 114, clock_nanosleep 230 115, nanosleep 35 101,
    gettimeofday 96 169, time 201 -, times 100 153,
    getpid 39 172, getppid 110 173, gettid 186 178, getuid 102 174, geteuid 107 175, getgid 104 176,
    getegid 108 177, getresuid 118 148, getresgid 120 150, getgroups 115 158, getpgrp 111 -, getpgid 121 155,
    getsid 124 156, getpriority 140 141, getrlimit 97 163, setrlimit 160 164, getrusage 98 165, capget 125 90,
    uname 63 160, sysinfo 99 179, getrandom 318 278, sched_getaffinity 204 123, sched_getparam 143 121,
    sched_getscheduler 145 120, sched_getattr 315 275, sched_get_priority_max 146 125,
    sched_get_priority_min 147 126, sched_rr_get_interval 148 127
"""
CHANGING_FILES = """
    creat 85 -, mkdir 83 -, mkdirat 258 34, rmdir 84 -, unlink 87 -, unlinkat 263 35, rename 82 -,
    renameat 264 38, renameat2 316 276, symlink 88 -, symlinkat 266 36, link 86 -, linkat 265 37, chmod 90 -,
    fchmod 91 52, fchmodat 268 53, fchmodat2 452 452, utime 132 -, utimes 235 -, utimensat 280 88,
    futimesat 261 -, truncate 76 45, fallocate 285 47
"""
"""Landlock has no say in modes, times and attributes, so these are for a folder of one's own only."""
ON_TERMS = """
    clone 56 220, fcntl 72 25, ioctl 16 29, kill 62 129, open 2 -, openat 257 56, prctl 157 167,
    prlimit64 302 261, socketpair 53 199, tgkill 234 131
"""


class Term(NamedTuple):
    """An argument, of which the bits of `mask` must be one of `values`."""

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


_THREAD = 0x10000
# New namespaces: mount, cgroup, uts, ipc, user, pid, net.
_NAMESPACES = 0x7E020000
_READ, _WRITE, _BOTH, _TRUNCATE = 0, 1, 2, 0x200
# Before Linux 6.2 Landlock lets a file be cut that may only be read.
_NO_CUTTING = Term(0, (_READ, _WRITE, _BOTH, _WRITE | _TRUNCATE, _BOTH | _TRUNCATE), _TRUNCATE | 3)
TERMS: dict[str, tuple[Term, ...]] = {
    "clone": (Term(0, (_THREAD,), _THREAD | _NAMESPACES),),
    # Duplicates, flags, locks, sizes of pipes; no signals to others when something is ready.
    "fcntl": (Term(1, (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)),),
    # Is it a terminal, how wide; how much is there to read; blocking and inheritance.
    "ioctl": (Term(1, (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)),),
    "kill": (Term(0, (OWN,)),),
    "open": (_NO_CUTTING._replace(argument=1),),
    "openat": (_NO_CUTTING._replace(argument=2),),
    # Questions about oneself, names of threads, names of memory.
    "prctl": (Term(0, (2, 3, 7, 15, 16, 21, 23, 30, 39, 0x53564D41)),),
    "prlimit64": (Term(0, (0, OWN)),),
    # A datagram socket could be turned on another process.
    "socketpair": (Term(0, (1,)), Term(1, (1,), 0xF)),
    "tgkill": (Term(0, (OWN,)),),
}


def table(machine: str, *, scratch: bool) -> dict[int, tuple[Term, ...]]:
    """Return the terms of every system call that is allowed, by number; `scratch`: files may be changed."""
    column, _ = MACHINES[machine]
    allowed = {number: () for _, number in entries(ALWAYS + "," + CHANGING_FILES * scratch, column)}
    return allowed | {number: TERMS[name] for name, number in entries(ON_TERMS, column)}


def entries(text: str, column: int) -> list[tuple[str, int]]:
    """Return the names and numbers of one column of a table."""
    rows = [entry.split() for entry in text.split(",") if entry.strip()]
    return [(row[0], int(row[1 + column])) for row in rows if row[1 + column] != "-"]
