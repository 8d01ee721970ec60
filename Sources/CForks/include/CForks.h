// What a library has to do about fork() when its host may call it at any moment, in any thread.
//
// A child has one thread, and every lock that another thread of the parent held stays locked in it for ever: this
// library's, the Swift runtime's and SQLite's. So fork() waits until no thread is inside the library, or each that is stands
// at a place where it holds nothing that belongs to the process, such as a wait.
//
// A thread is inside from forks_enter() to forks_leave(). Both may be nested.
#ifndef CFORKS_H
#define CFORKS_H

#include <stdbool.h>
#include <stdint.h>

// Begins to watch for forks; `child_begins` is called in each child, which has one thread then. Called once.
// False when the system has no memory for it.
bool forks_watch(void (*child_begins)(void));

// False in a child that cannot use the library: fork() found a thread inside for too long, or was passed by (_Fork(),
// the system call itself); then forks_leave() is not called.
bool forks_enter(void);
void forks_leave(void);

// Around what may take long and needs nothing of the process's: a wait, a function of the host's. The answer of the first is
// for the second, which waits for a fork that is under way: never call it with a lock held.
int32_t forks_step_out(void);
void forks_step_in(int32_t depth);
// The same without waiting; false when somebody forks just now.
bool forks_try_step_in(int32_t depth);

// Lets a fork pass that is waiting; for work that is long and has many small steps. Never call it with a lock held.
void forks_let_pass(void);

#endif
