/* Text tables in a terminal, with names in any script. */
#ifndef SUPPORT_DESK_TABLE_H
#define SUPPORT_DESK_TABLE_H

#include <stddef.h>

/* Prints one row: each text cut or filled to its column's width, in terminal columns. NULL is an empty cell. */
void table_row(const int *widths, const char *const *cells, size_t count);

/* Prints the line under a table's head. */
void table_rule(const int *widths, size_t count);

#endif
