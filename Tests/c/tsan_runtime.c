/*
 * What ThreadSanitizer has to be told about the Swift runtime.
 *
 * The runtime's machine code is not instrumented, so ThreadSanitizer does not see its synchronisation: the
 * waiting half of a Mutex, the counting of references, the making of globals on first use. It would report
 * races where there are none. Only in the build for ThreadSanitizer the linker leads calls of these functions
 * here (--wrap in the Makefile), and each says what it orders before or after what it does.
 *
 * A reference that is let go comes before whatever the last or only owner does with the object. That
 * is what the runtime's atomic counting means; it hides no race between two owners.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void __tsan_acquire(void *place);
void __tsan_release(void *place);
void __tsan_on_initialize(void);

/* The runtime has annotations of its own for globals, and waits to be told that ThreadSanitizer is here. */
__attribute__((constructor)) static void announce(void) {
    __tsan_on_initialize();
}

/* Synchronization.Mutex: the way through the kernel, taken when another thread holds it. */

#define MUTEX_NAME(kind, name) __asm__(kind "$s15Synchronization12_MutexHandleV" name)
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

SWIFT void real_lock(uint32_t thread, SELF void *mutex) MUTEX_NAME("__real_", "9_lockSlowyys6UInt32VF");
SWIFT void wrap_lock(uint32_t thread, SELF void *mutex) MUTEX_NAME("__wrap_", "9_lockSlowyys6UInt32VF");
SWIFT bool real_try_lock(SELF void *mutex) MUTEX_NAME("__real_", "12_tryLockSlowSbyF");
SWIFT bool wrap_try_lock(SELF void *mutex) MUTEX_NAME("__wrap_", "12_tryLockSlowSbyF");
SWIFT void real_unlock(SELF void *mutex) MUTEX_NAME("__real_", "11_unlockSlowyyF");
SWIFT void wrap_unlock(SELF void *mutex) MUTEX_NAME("__wrap_", "11_unlockSlowyyF");

SWIFT void wrap_lock(uint32_t thread, SELF void *mutex) {
    real_lock(thread, mutex);
    __tsan_acquire(mutex);
}

SWIFT bool wrap_try_lock(SELF void *mutex) {
    bool locked = real_try_lock(mutex);
    if (locked) {
        __tsan_acquire(mutex);
    }
    return locked;
}

SWIFT void wrap_unlock(SELF void *mutex) {
    __tsan_release(mutex);
    real_unlock(mutex);
}

/* References. */

#define WRAP(result, name, parameters)      \
    result __real_##name parameters;        \
    result __wrap_##name parameters;        \
    result __wrap_##name parameters

/* The object behind a reference, or NULL: the runtime counts nothing for NULL and for values with the top bit
 * set, and a bridge object, such as a string's, has spare bits at both ends. */
static void *object_of(uintptr_t reference) {
    return reference >> 63 ? NULL : (void *)(reference & UINT64_C(0x00FFFFFFFFFFFFF8));
}

static void let_go(void *object) {
    if (object != NULL) {
        __tsan_release(object);
        __tsan_acquire(object);
    }
}

static bool only_owner(bool only, void *object) {
    if (only && object != NULL) {
        __tsan_acquire(object);
    }
    return only;
}

WRAP(void, swift_release, (void *object)) {
    let_go(object_of((uintptr_t)object));
    __real_swift_release(object);
}

WRAP(void, swift_release_n, (void *object, uint32_t count)) {
    let_go(object_of((uintptr_t)object));
    __real_swift_release_n(object, count);
}

WRAP(void, swift_bridgeObjectRelease, (uintptr_t reference)) {
    let_go(object_of(reference));
    __real_swift_bridgeObjectRelease(reference);
}

WRAP(void, swift_bridgeObjectRelease_n, (uintptr_t reference, int count)) {
    let_go(object_of(reference));
    __real_swift_bridgeObjectRelease_n(reference, count);
}

WRAP(bool, swift_isUniquelyReferenced_native, (void *object)) {
    return only_owner(__real_swift_isUniquelyReferenced_native(object), object);
}

WRAP(bool, swift_isUniquelyReferenced_nonNull_native, (void *object)) {
    return only_owner(__real_swift_isUniquelyReferenced_nonNull_native(object), object);
}

WRAP(bool, swift_isUniquelyReferenced_nonNull_bridgeObject, (uintptr_t reference)) {
    return only_owner(__real_swift_isUniquelyReferenced_nonNull_bridgeObject(reference), object_of(reference));
}

WRAP(void, swift_deallocClassInstance, (void *object, size_t size, size_t alignment)) {
    __tsan_acquire(object);
    __real_swift_deallocClassInstance(object, size, alignment);
}
