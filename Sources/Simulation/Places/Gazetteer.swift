/// A place of the world's map. Coordinates in 1e-4 degrees, so that they print exactly and compute without rounding.
struct City: Sendable {
  let country: StaticString
  let region: StaticString
  let name: StaticString
  let latitude: Int
  let longitude: Int
  let zone: TimeZone
  /// Share of the company's people who live here; 0 where it has no office.
  let people: Int

  init(
    _ country: StaticString, _ region: StaticString, _ name: StaticString, _ latitude: Int, _ longitude: Int,
    _ zone: TimeZone, people: Int = 0
  ) {
    self.country = country
    self.region = region
    self.name = name
    self.latitude = latitude
    self.longitude = longitude
    self.zone = zone
    self.people = people
  }
}

/// Every city that a document can name. Coordinates: city centres as GeoNames gives them. The offices come first,
/// then places that are only visited, then those that only attacks come from.
enum Gazetteer {
  static let cities: [City] = offices + visited + hostile

  static let offices: [City] = [
    City("CA", "Ontario", "Toronto", 436_532, -793_832, .init("America/Toronto", -300, .northAmerica), people: 22),
    City("US", "New York", "New York", 407_128, -740_060, .init("America/New_York", -300, .northAmerica), people: 12),
    City(
      "US", "California", "San Francisco", 377_749, -1_224_194, .init("America/Los_Angeles", -480, .northAmerica),
      people: 10),
    City("US", "Texas", "Austin", 302_672, -977_431, .init("America/Chicago", -360, .northAmerica), people: 6),
    City("GB", "England", "London", 515_074, -1278, .init("Europe/London", 0, .europe), people: 9),
    City("DE", "Berlin", "Berlin", 525_200, 134_050, .init("Europe/Berlin", 60, .europe), people: 7),
    City("NL", "North Holland", "Amsterdam", 523_676, 49_041, .init("Europe/Amsterdam", 60, .europe), people: 4),
    City("FR", "Île-de-France", "Paris", 488_566, 23_522, .init("Europe/Paris", 60, .europe), people: 4),
    City("IN", "Karnataka", "Bengaluru", 129_716, 775_946, .init("Asia/Kolkata", 330), people: 7),
    City("SG", "Singapore", "Singapore", 13_521, 1_038_198, .init("Asia/Singapore", 480), people: 4),
    City("JP", "Tokyo", "Tokyo", 356_762, 1_396_503, .init("Asia/Tokyo", 540), people: 4),
    City("AU", "New South Wales", "Sydney", -338_688, 1_512_093, .init("Australia/Sydney", 600, .australia), people: 4),
    City("BR", "São Paulo", "São Paulo", -235_505, -466_333, .init("America/Sao_Paulo", -180), people: 4),
    City("PL", "Masovia", "Warsaw", 522_297, 210_122, .init("Europe/Warsaw", 60, .europe), people: 3),
  ]

  static let visited: [City] = [
    City("CA", "British Columbia", "Vancouver", 492_827, -1_231_207, .init("America/Vancouver", -480, .northAmerica)),
    City("CA", "Quebec", "Montréal", 455_017, -735_673, .init("America/Toronto", -300, .northAmerica)),
    City("CA", "Alberta", "Calgary", 510_447, -1_140_719, .init("America/Edmonton", -420, .northAmerica)),
    City("US", "Washington", "Seattle", 476_062, -1_223_321, .init("America/Los_Angeles", -480, .northAmerica)),
    City("US", "Illinois", "Chicago", 418_781, -876_298, .init("America/Chicago", -360, .northAmerica)),
    City("US", "Massachusetts", "Boston", 423_601, -710_589, .init("America/New_York", -300, .northAmerica)),
    City("US", "Colorado", "Denver", 397_392, -1_049_903, .init("America/Denver", -420, .northAmerica)),
    City("US", "Arizona", "Phoenix", 334_484, -1_120_740, .init("America/Phoenix", -420)),
    City("US", "Florida", "Miami", 257_617, -801_918, .init("America/New_York", -300, .northAmerica)),
    City("US", "Virginia", "Ashburn", 390_438, -774_874, .init("America/New_York", -300, .northAmerica)),
    City("MX", "Mexico City", "Mexico City", 194_326, -991_332, .init("America/Mexico_City", -360)),
    City("GB", "Scotland", "Edinburgh", 559_533, -31_883, .init("Europe/London", 0, .europe)),
    City("GB", "England", "Manchester", 534_808, -22_426, .init("Europe/London", 0, .europe)),
    City("IE", "Leinster", "Dublin", 533_498, -62_603, .init("Europe/Dublin", 0, .europe)),
    City("PT", "Lisbon", "Lisbon", 387_223, -91_393, .init("Europe/Lisbon", 0, .europe)),
    City("ES", "Madrid", "Madrid", 404_168, -37_038, .init("Europe/Madrid", 60, .europe)),
    City("ES", "Catalonia", "Barcelona", 413_851, 21_734, .init("Europe/Madrid", 60, .europe)),
    City("IT", "Lombardy", "Milan", 454_642, 91_900, .init("Europe/Rome", 60, .europe)),
    City("CH", "Zurich", "Zürich", 473_769, 85_417, .init("Europe/Zurich", 60, .europe)),
    City("AT", "Vienna", "Vienna", 482_082, 163_738, .init("Europe/Vienna", 60, .europe)),
    City("DE", "Bavaria", "München", 481_351, 115_820, .init("Europe/Berlin", 60, .europe)),
    City("DE", "Hesse", "Frankfurt am Main", 501_109, 86_821, .init("Europe/Berlin", 60, .europe)),
    City("BE", "Brussels", "Brussels", 508_503, 43_517, .init("Europe/Brussels", 60, .europe)),
    City("DK", "Capital Region", "København", 556_761, 125_683, .init("Europe/Copenhagen", 60, .europe)),
    City("SE", "Stockholm", "Stockholm", 593_293, 180_686, .init("Europe/Stockholm", 60, .europe)),
    City("NO", "Oslo", "Oslo", 599_139, 107_522, .init("Europe/Oslo", 60, .europe)),
    City("FI", "Uusimaa", "Helsinki", 601_699, 249_384, .init("Europe/Helsinki", 120, .europe)),
    City("EE", "Harju", "Tallinn", 594_370, 247_536, .init("Europe/Tallinn", 120, .europe)),
    City("CZ", "Prague", "Praha", 500_755, 144_378, .init("Europe/Prague", 60, .europe)),
    City("RO", "Bucharest", "București", 444_268, 261_025, .init("Europe/Bucharest", 120, .europe)),
    City("GR", "Attica", "Athens", 379_838, 237_275, .init("Europe/Athens", 120, .europe)),
    City("TR", "Istanbul", "İstanbul", 410_082, 289_784, .init("Europe/Istanbul", 180)),
    City("IL", "Tel Aviv", "Tel Aviv", 320_853, 347_818, .init("Asia/Jerusalem", 120, .israel)),
    City("AE", "Dubai", "Dubai", 252_048, 552_708, .init("Asia/Dubai", 240)),
    City("IN", "Maharashtra", "Mumbai", 190_760, 728_777, .init("Asia/Kolkata", 330)),
    City("IN", "Delhi", "New Delhi", 286_139, 772_090, .init("Asia/Kolkata", 330)),
    City("TH", "Bangkok", "Bangkok", 137_563, 1_005_018, .init("Asia/Bangkok", 420)),
    City("MY", "Kuala Lumpur", "Kuala Lumpur", 31_390, 1_016_869, .init("Asia/Kuala_Lumpur", 480)),
    City("ID", "Jakarta", "Jakarta", -62_088, 1_068_456, .init("Asia/Jakarta", 420)),
    City("PH", "Metro Manila", "Manila", 145_995, 1_209_842, .init("Asia/Manila", 480)),
    City("HK", "Hong Kong", "Hong Kong", 223_193, 1_141_694, .init("Asia/Hong_Kong", 480)),
    City("TW", "Taipei", "Taipei", 250_330, 1_215_654, .init("Asia/Taipei", 480)),
    City("KR", "Seoul", "Seoul", 375_665, 1_269_780, .init("Asia/Seoul", 540)),
    City("JP", "Osaka", "Osaka", 346_937, 1_355_023, .init("Asia/Tokyo", 540)),
    City("AU", "Victoria", "Melbourne", -378_136, 1_449_631, .init("Australia/Melbourne", 600, .australia)),
    City("NZ", "Auckland", "Auckland", -368_509, 1_747_645, .init("Pacific/Auckland", 720, .newZealand)),
    City("AR", "Buenos Aires", "Buenos Aires", -346_037, -583_816, .init("America/Argentina/Buenos_Aires", -180)),
    City("CL", "Santiago Metropolitan", "Santiago", -334_489, -706_693, .init("America/Santiago", -240, .chile)),
    City("CO", "Bogotá", "Bogotá", 47_110, -740_721, .init("America/Bogota", -300)),
    City("ZA", "Gauteng", "Johannesburg", -262_041, 280_473, .init("Africa/Johannesburg", 120)),
    City("KE", "Nairobi", "Nairobi", -12_921, 368_219, .init("Africa/Nairobi", 180)),
  ]

  static let hostile: [City] = [
    City("CN", "Beijing", "Beijing", 399_042, 1_164_074, .init("Asia/Shanghai", 480)),
    City("CN", "Shanghai", "Shanghai", 312_304, 1_214_737, .init("Asia/Shanghai", 480)),
    City("CN", "Guangdong", "Shenzhen", 225_431, 1_140_579, .init("Asia/Shanghai", 480)),
    City("RU", "Moscow", "Moscow", 557_558, 376_173, .init("Europe/Moscow", 180)),
    City("RU", "Saint Petersburg", "Saint Petersburg", 599_311, 303_609, .init("Europe/Moscow", 180)),
    City("KP", "Pyongyang", "Pyongyang", 390_392, 1_257_625, .init("Asia/Pyongyang", 540)),
    City("IR", "Tehran", "Tehran", 356_892, 513_890, .init("Asia/Tehran", 210)),
    City("NG", "Lagos", "Lagos", 65_244, 33_792, .init("Africa/Lagos", 60)),
    City("VN", "Ho Chi Minh City", "Ho Chi Minh City", 108_231, 1_066_297, .init("Asia/Ho_Chi_Minh", 420)),
    City("UA", "Kyiv", "Kyiv", 504_501, 305_234, .init("Europe/Kyiv", 120, .europe)),
    City("MD", "Chișinău", "Chișinău", 470_105, 288_638, .init("Europe/Chisinau", 120, .europe)),
    City("BY", "Minsk", "Minsk", 539_045, 275_615, .init("Europe/Minsk", 180)),
  ]

  static let officePeople = offices.reduce(0) { $0 + $1.people }

  static func continent(ofHostile country: StaticString) -> StaticString {
    switch country.description {
    case "NG": "Africa"
    case "RU", "UA", "MD", "BY": "Europe"
    default: "Asia"
    }
  }
}
