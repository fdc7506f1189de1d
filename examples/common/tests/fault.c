/* Is loaded before the C library and makes one of its calls fail. FAULT says how, and FAULT_AT which call it is:
 *
 * kill: the program is killed at this step of writing, of which half is done.
 * full: there is no space left from this step of writing on.
 * read: this read of FAULT_FILE fails.
 * shrink: FAULT_FILE becomes empty before this read of it.
 *
 * The renaming of a file is no step: programs may ask the kernel for it without the C library, and it is done at once. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(result, name, ...) ((result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static int is_fault(const char *fault) {
    const char *wanted = getenv("FAULT");
    return wanted && strcmp(wanted, fault) == 0;
}

static int fault_at(void) {
    const char *at = getenv("FAULT_AT");
    return at ? atoi(at) : 0;
}

/* Whether the next step of writing has no space. */
static int step(int fd, const void *bytes, size_t length) {
    static int steps;
    steps += 1;
    if (is_fault("kill") && steps == fault_at()) {
        if (bytes)
            REAL(ssize_t, "write", int, const void *, size_t)(fd, bytes, length / 2);
        kill(getpid(), SIGKILL);
    }
    if (is_fault("full") && steps >= fault_at()) {
        errno = ENOSPC;
        return 1;
    }
    return 0;
}

static int is_regular(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

static int open_file(const char *name, const char *path, int flags, mode_t mode) {
    if (flags & O_CREAT && step(-1, NULL, 0))
        return -1;
    return REAL(int, name, const char *, int, ...)(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_file("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_file("open64", path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    if (is_regular(fd) && step(fd, bytes, length))
        return -1;
    return REAL(ssize_t, "write", int, const void *, size_t)(fd, bytes, length);
}

int fchmod(int fd, mode_t mode) {
    return step(-1, NULL, 0) ? -1 : REAL(int, "fchmod", int, mode_t)(fd, mode);
}

int fsync(int fd) {
    return step(-1, NULL, 0) ? -1 : REAL(int, "fsync", int)(fd);
}

ssize_t read(int fd, void *bytes, size_t length) {
    static int reads;
    const char *path = getenv("FAULT_FILE");
    struct stat wanted, status;
    if (path && stat(path, &wanted) == 0 && fstat(fd, &status) == 0 && wanted.st_ino == status.st_ino
        && wanted.st_dev == status.st_dev) {
        reads += 1;
        if (is_fault("read") && reads == fault_at()) {
            errno = EIO;
            return -1;
        }
        if (is_fault("shrink") && reads == fault_at() && truncate(path, 0) != 0)
            abort();
    }
    return REAL(ssize_t, "read", int, void *, size_t)(fd, bytes, length);
}
