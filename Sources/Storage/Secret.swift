extension Store {
    fileprivate static let secretSize = 32

    /// The store's secret key of 32 bytes. `make` draws it when the store has none yet; of several who try at once, one
    /// wins and all get the same.
    package func secret(make: () -> [UInt8]) throws(StoreError) -> [UInt8] {
        let known = try read { (transaction: borrowing ReadTransaction<StoreError>) throws(StoreError) in
            try transaction.secret()
        }
        if let known { return known }
        return try write { (transaction: borrowing WriteTransaction<StoreError>) throws(StoreError) in
            if let known = try transaction.secret() { return known }
            let made = make()
            guard made.count == Self.secretSize else {
                throw StoreError(.internal, "A secret key has \(made.count) bytes; expected \(Self.secretSize).")
            }
            try transaction.run("INSERT INTO meta (key, value) VALUES ('secret', ?)", [.blob(made)])
            return made
        }
    }
}

extension Reading where Self: ~Copyable {
    fileprivate func secret() throws(Failure) -> [UInt8]? {
        let secret = try first("SELECT value FROM meta WHERE key = 'secret'") { row in row.blob() }
        if let secret, secret.count != Store.secretSize {
            throw Failure(
                StoreError(
                    .corrupt, "The store's secret key has \(secret.count) bytes; expected \(Store.secretSize).", place: "meta['secret'].value"))
        }
        return secret
    }
}
