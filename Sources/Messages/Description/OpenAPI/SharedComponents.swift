
/// What the routes have in common: how callers sign in, what they may ask for beside the arguments, and how failures look.
enum SharedComponents {
    static let ways: Described = [
        "Basic": ["type": "http", "scheme": "basic", "description": "User and password; or a ticket in the user's place"],
        "Ticket": ["type": "apiKey", "in": "header", "name": "Authorization", "description": "SOTicket 7T:…"],
        "AccessToken": ["type": "http", "scheme": "bearer", "description": "8A:…, or what the host knows"],
        "SessionCookie": ["type": "apiKey", "in": "cookie", "name": "SOTicket"],
        "SessionToken": ["type": "apiKey", "in": "header", "name": "X-XSRF-TOKEN"],
        "SessionKey": [
            "type": "apiKey", "in": "header", "name": "Authorization", "description": "SessionKey and the key of the customer's session",
        ],
    ]

    /// How customers are known.
    static let customersWay: Described = [["SessionKey": []]]

    /// Any one of these; cookie and token go together.
    static let anyWay: Described = [
        ["Basic": []], ["Ticket": []], ["AccessToken": []], ["SessionCookie": [], "SessionToken": []],
    ]

    // MARK: Parameters

    private typealias Option = (name: String, place: String, description: String)

    private static let options: [Option] = [
        ("Accept-Language", "header", "Which text of a value with several languages is wanted"),
        ("SO-Language", "header", "The same, before Accept-Language"),
        ("SO-Culture", "header", "How numbers and dates inside texts are written, such as nb-NO"),
        ("SO-TimeZone", "header", "The zone of dates: a code or a number, and includeTZOffset behind a comma"),
        ("SO-AppToken", "header", "The partner application that calls"),
        ("$select", "query", "The fields that are wanted, between commas; the others are null"),
        ("$format", "query", "The media type of the answer, before Accept: json, xml or one of the types"),
        ("If-Modified-Since", "header", "Only when it was saved after that"),
        ("If-Unmodified-Since", "header", "Only when it was not saved after that"),
    ]

    static var parameters: [Described.Member] {
        options.map { option in
            .init(
                option.name.filter { $0 != "$" },
                [
                    "name": .string(option.name), "in": .string(option.place), "description": .string(option.description),
                    "schema": ["type": "string"],
                ])
        }
    }

    static func parameter(_ name: String) -> Described {
        ["$ref": .string("#/components/parameters/\(name)")]
    }

    // MARK: Failures

    private static let meanings: [(status: Int, meaning: String)] = [
        (304, "Not saved since then"),
        (400, "The call is malformed, or an argument is; the place is said"),
        (401, "The caller is not known"),
        (403, "The caller is known and may not do this"),
        (404, "There is nothing of that number or name"),
        (406, "None of the accepted media types can be written"),
        (409, "What is there already contradicts the call"),
        (412, "It was saved since then"),
        (413, "The body passes a bound"),
        (415, "The body is of a media type that is not read here"),
        (429, "Too many sessions were begun from one address"),
        (503, "The store was busy for too long; try again"),
    ]

    /// Every failure in the form of either kind of route: `Agent400`, `Entity400`.
    static var responses: [Described.Member] {
        [Route.Style.agent, .entity].flatMap { style in
            meanings.map { status, meaning in
                var response: [Described.Member] = [.init("description", .string(meaning))]
                if status == 401 {
                    response.append(.init("headers", ["WWW-Authenticate": ["schema": ["type": "string"]]]))
                }
                if status != 304 {
                    let types = MediaType.allCases.map { Described.Member($0.rawValue, ["schema": TypeSchemas.reference(style.error)]) }
                    response.append(.init("content", .object(types)))
                }
                return .init("\(style.name)\(status)", .object(response))
            }
        }
    }

    static func response(_ status: Int, _ style: Route.Style) -> Described.Member {
        .init("\(status)", ["$ref": .string("#/components/responses/\(style.name)\(status)")])
    }

    static let errors: [Described.Member] = [
        .init(
            Route.Style.agent.error,
            [
                "type": "object", "required": ["Message", "MessageDetail"],
                "properties": ["Message": ["type": "string"], "MessageDetail": ["type": "string", "description": "Where it was"]],
            ]),
        .init(
            Route.Style.entity.error,
            [
                "type": "object", "required": ["Error", "ErrorType", "ErrorMessage", "ErrorSource"],
                "properties": [
                    "Error": ["type": "boolean"], "ErrorType": ["type": "string", "example": "SoNotFoundException"],
                    "ErrorMessage": ["type": "string"], "ErrorSource": ["type": "string"],
                ],
            ]),
    ]
}

extension Route.Style {
    fileprivate var name: String { self == .agent ? "Agent" : "Entity" }
    fileprivate var error: String { "\(name)Error" }
}
