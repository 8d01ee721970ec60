import Carriers
import Messages

extension Engine {
    /// What the installation says of itself to anybody: what the config tells, and of the library what is no secret. Where
    /// its store is and of which version the libraries below it are is not told.
    func systemInfo() -> SystemInfoAnswer {
        var info = SoSystemInfoCarrier()
        info.description = "ChatCore"
        info.buildLabel = version
        info.assemblyVersion = version
        info.fileVersion = version
        info.companyName = settings.system.companyName
        info.companyID = settings.system.companyID
        info.databaseType = "SQLite"
        info.databaseName = settings.system.contextIdentifier
        info.isUnicode = true
        info.buildType = .release
        if settings.system.companyName != nil || settings.system.serialNumber != nil {
            var license = LicenseInfo()
            license.companyName = settings.system.companyName
            license.serialNr = settings.system.serialNumber
            license.moduleLicenses = []
            info.license = license
        }
        var answer = SystemInfoAnswer()
        answer.systemInfo = info
        return answer
    }
}
