package kobisclient

// What we believe of KOBIS (영화관입장권통합전산망, www.kobis.or.kr) and its open API, from its public
// documentation. It was never asked from here. Everything that the package relies on, and
// that could turn out otherwise, is in this file.
//
//   - The key goes into the query as "key". A key may ask 3,000 times a day; we ask a few times.
//   - Answers are JSON with status 200, errors too:
//     {"faultInfo":{"message":"유효하지않은 키값입니다.","errorCode":"320010"}}
//   - A day's box office is {"boxOfficeResult":{"boxofficeType":"일별 박스오피스",
//     "showRange":"20120101~20120101","dailyBoxOfficeList":[…]}} with at most ten films. All
//     values are texts, numbers too. A day that isn't counted yet has an empty list; yesterday
//     is counted in the course of the morning.
//   - rankInten is by how many places a film rose since the day before (fell, if negative);
//     rankOldAndNew is NEW for one that wasn't there, and then rankInten is 0.
//   - openDt is "2011-12-15", or blank. It is that of the last release: that of a film that
//     came to cinemas again is not its first.
const (
	pathDaily = "/kobisopenapi/webservice/rest/boxoffice/searchDailyBoxOfficeList.json"

	requestDay = "20060102"
	places     = "10"
	isNew      = "NEW"

	daysBack = 3 // if yesterday isn't counted yet, the day before, but not one of last week
)
