package import Wire

/// Turns XML into JSON by the tables of a plan, element by element.
///
/// What is written holds what reading into carriers and writing them again gives, with these differences: fields keep the
/// order in which they came, what was missing follows with its default, and a name that an enum does not have passes through.
extension XMLDecoder {
    /// Writes the tag that was opened last as the carrier with that table.
    package mutating func transcode(_ plan: TranscodingPlan, _ table: Int, into out: inout ByteWriter) throws(WireError) {
        if reader.tag.isEmpty { out.put(plan.tables[table].defaults) } else { try object(plan, table, into: &out) }
    }

    /// Writes the only field of the carrier with that table, without its name; the carrier is the tag that was opened last.
    package mutating func transcodeOnlyField(_ plan: TranscodingPlan, _ table: Int, into out: inout ByteWriter) throws(WireError) {
        guard let field = plan.onlyField(of: table) else { return }
        var isMissing = true
        if !reader.tag.isEmpty {
            try children { (decoder) throws(WireError) in
                var ignored = UnknownFields()
                decoder.element.place = -1
                guard let behind = decoder.behind(field.name), try decoder.value(field.kind, behind, plan, into: &out, named: nil) else {
                    return try decoder.leave(&ignored)
                }
                isMissing = false
            }
        }
        if isMissing { out.put(Array(field.missingValue)) }
    }

    /// Calls `body` at each child of the open element, whose end tag it consumes too.
    @inline(__always)
    mutating func children(_ body: (inout XMLDecoder) throws(WireError) -> Void) throws(WireError) {
        if reader.depth >= reader.limits.depth { throw reader.tooDeep() }
        let outer = element
        element = ElementState()
        do throws(WireError) {
            try advance()
            while element.tag != nil { try body(&self) }
        } catch {
            let placed = place(error)
            element = outer
            throw placed
        }
        element = outer
    }

    /// The child that stands next is none of the fields, as far as its name is known by now.
    mutating func leave(_ unknown: inout UnknownFields) throws(WireError) {
        element.place = -1
        try unknownField(&unknown)
    }

    /// Writes the children of the open element as the carrier with that table.
    mutating func object(_ plan: TranscodingPlan, _ table: Int, into out: inout ByteWriter) throws(WireError) {
        let fields = plan.tables[table].fields
        var next = 0
        var read = 0
        var unknown = UnknownFields()
        var seen: (UInt64, UInt64) = (0, 0)
        out.put(0x7B)
        try children { (decoder) throws(WireError) in
            if let place = try decoder.field(of: fields, from: next, plan, into: &out) {
                next = place + 1
                read += 1
                seen = decoder.element.seen
            } else {
                try decoder.leave(&unknown)
            }
        }
        if read < fields.count {
            for (place, field) in fields.enumerated() where !ElementState.has(place, in: seen) { out.put(field.missing) }
        }
        for field in unknown.isEmpty ? [] : unknown.grouped { put(field, into: &out) }
        try endObject(&out)
    }

    private func put(_ field: JSONValue.Member, into out: inout ByteWriter) {
        var name = field.name
        JSONText.write(&name, to: &out)
        out.put(0x3A)
        field.value.write(to: &out)
        out.put(0x2C)
    }

    private mutating func endObject(_ out: inout ByteWriter) throws(WireError) {
        if out.last == 0x2C { out.dropLast() }
        out.put(0x7D)
        try checkRoom(out)
    }

    /// Elements without content become whole objects, so what is written counts as memory: itself, and the copy that the
    /// caller gets.
    mutating func checkRoom(_ out: borrowing ByteWriter) throws(WireError) {
        try reader.checkRoom(out.count * 2)
    }

    /// Writes the child that stands next if it is one of the fields, and answers which. The one expected is looked at first.
    private mutating func field(
        of fields: [TranscodingPlan.Field], from next: Int, _ plan: TranscodingPlan, into out: inout ByteWriter
    ) throws(WireError) -> Int? {
        var place = next < fields.count ? next : 0
        for _ in fields.indices {
            element.place = place - 1
            if let behind = behind(fields[place].name), try value(fields[place].kind, behind, plan, into: &out, named: fields[place].name) {
                return place
            }
            place = place + 1 < fields.count ? place + 1 : 0
        }
        return nil
    }
}
