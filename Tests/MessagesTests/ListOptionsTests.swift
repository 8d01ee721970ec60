import Messages
import Testing

@Suite("The options of a list")
struct ListOptionsTests {
    private func options(_ given: [String: String]) throws(OperationError) -> ListOptions {
        var options = ODataOptions()
        options.select = given["$select"]
        options.filter = given["$filter"]
        options.orderBy = given["$orderBy"]
        options.mode = given["$mode"]
        options.output = given["$output"]
        if let skip = given["$skip"].flatMap(Int32.init) { options.skip = skip }
        return try ListOptions(options)
    }

    @Test("Nothing asked for is the usual columns, from the beginning, in no order")
    func nothing() throws {
        let options = try options([:])
        #expect(options.columns == nil && options.filter == nil && options.order.isEmpty)
        #expect(options.top == nil && options.skip == 0 && !options.isJSONSafe)
        let empty = try self.options(["$select": " , ", "$filter": " ", "$orderBy": "", "$mode": "", "$output": ""])
        #expect(empty.columns == nil && empty.filter == nil && empty.order.isEmpty)
    }

    @Test("Columns and their places are read, blanks around them left out")
    func columns() throws {
        #expect(try options(["$select": "status, user/associateId,,rank "]).columns == [
            FilterName("status", offset: 0), FilterName("user/associateId", offset: 8), FilterName("rank", offset: 26),
        ])
    }

    @Test("An order may go up and down, by several columns")
    func order() throws {
        #expect(try options(["$orderBy": "status, rank DESC,customerName  asc"]).order == [
            ListOrder(FilterName("status", offset: 0), isDescending: false), ListOrder(FilterName("rank", offset: 8), isDescending: true),
            ListOrder(FilterName("customerName", offset: 18), isDescending: false),
        ])
    }

    @Test("The numbers are taken over, and less than nothing of rows is as many as usual")
    func numbers() throws {
        var given = ODataOptions()
        #expect(try ListOptions(given).top == nil)
        given.top = 25
        given.skip = 50
        given.jsonSafe = true
        given.mode = "full"
        given.output = "DISPLAY"
        let options = try ListOptions(given)
        #expect(options.top == 25 && options.skip == 50 && options.isJSONSafe)
    }

    @Test(
        "A bad option is 400, and the error names it and the byte",
        arguments: [
            ("$skip", "-1", 0), ("$mode", "Fat", 0), ("$output", "Logic", 0), ("$filter", "status eq", 9),
            ("$orderBy", "rank up", 5), ("$orderBy", "status,rank asc desc", 12),
        ])
    func refusals(option: String, value: String, offset: Int) {
        let error = failure { () throws(OperationError) in try options([option: value]) }
        #expect(error?.path == option)
        #expect(error?.offset == offset)
        #expect(error?.status == 400)
        #expect(error?.kind == (option == "$filter" || option == "$orderBy" ? .malformed : .value))
    }

    @Test("Too much is 400 as well, and not 413")
    func bounds() {
        let names = Array(repeating: "a", count: 129).joined(separator: ",")
        for option in ["$select", "$orderBy"] {
            let error = failure { () throws(OperationError) in try options([option: names]) }
            #expect(error?.kind == .limit && error?.status == 400 && error?.path == option && error?.offset == 256)
        }
        let filter = failure { () throws(OperationError) in try options(["$filter": String(repeating: "(", count: 40)]) }
        #expect(filter?.kind == .limit && filter?.status == 400 && filter?.path == "$filter" && filter?.offset == 32)
    }

    @Test("Every column is found under each of its names, in any case, and no name is given twice")
    func sessionColumns() {
        var names: Set<String> = []
        for column in SessionColumn.allCases {
            for name in column.names {
                #expect(SessionColumn(named: name) == column && SessionColumn(named: name.uppercased()) == column)
                #expect(names.insert(name.lowercased()).inserted)
            }
        }
        #expect(SessionColumn(named: "sessionKey") == nil, "a filter must not find out keys")
    }
}
