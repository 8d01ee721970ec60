// What fork()'s handlers do with the gate.
#ifndef GATE_H
#define GATE_H

#include "CForks.h"

// Waits a moment; false when `deadline`, in nanoseconds of the clock that nobody sets, is over.
bool pause_until(int64_t deadline);
int64_t nanoseconds_from_now(int64_t nanoseconds);

void gate_open(void);
// Lets nobody in, and waits until nobody is inside; false when that takes longer.
bool gate_close_before_fork(int64_t deadline);
void gate_open_in_parent(void);
// `is_safe`: what the other calls around this fork have answered.
void gate_open_in_child(bool is_safe);

#endif
