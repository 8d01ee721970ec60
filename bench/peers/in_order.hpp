// How a record is read from anything that yields its members one after the other: the next field of the list is compared
// first, as a constant, so that a document in order costs one comparison a field; whatever is out of order is looked up.
#pragma once
#include "model.hpp"

// A cursor has: bool more(), bool is(const Name &), std::string_view name(), void next(), and read(value) for every kind of value.
template <class Cursor> struct InOrder {
    Cursor &cursor;

    template <class T> FORCE_INLINE void field(const Name &name, T &value) {
        if (cursor.more() && cursor.is(name)) {
            cursor.read(value);
            cursor.next();
        }
    }
    template <class T> void set(T &value) { cursor.read(value); }
};

template <bool xml, Record T, class Cursor> void read_record(T &record, Cursor &cursor) {
    InOrder<Cursor> visitor{cursor};
    if constexpr (xml)
        visit_in_xml_order(visitor, record);
    else
        visit_in_json_order(visitor, record);
    for (; cursor.more(); cursor.next()) {
        const int index = RecordShape<T>::find(cursor.name());
        if (index >= 0) RecordShape<T>::assign(visitor, record, index);
    }
}
