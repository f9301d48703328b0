extension World {
  func writeLocation(_ number: Int, _ writer: inout LineWriter) {
    let city = Gazetteer.cities[number]
    let object = atlas.locations[number]
    // The table has `"location":{…},`: its object is the document, less the brace that closes it.
    let key = 11
    writer.put(object.start + key, count: object.count - key - 2)
    writer.put(",\"timezone\":\"")
    writer.put(city.zone.name)
    writer.put("\"}\n")
  }
}
