package app

// signInRows tell who may come in how. Naver is set up; whose passkeys and identities may be touched
// by whom is tested in passkeyhttp and signinhttp, with devices and providers.
var signInRows = []access{
	{method: "GET", route: "/api/v1/sessions/providers", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/sessions/with/{provider}", path: "/api/v1/sessions/with/naver", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/sessions/with/{provider}", path: "/api/v1/sessions/with/kakao", guest: 404, stale: 404, other: 404, admin: 404, owner: 404},
	{method: "POST", route: "/api/v1/sessions/with/{provider}/finish", path: "/api/v1/sessions/with/naver/finish", body: forgedReturn, guest: 409, stale: 409, other: 409, admin: 409, owner: 409},
	{method: "POST", route: "/api/v1/accounts/with", body: func(belongings) any {
		return map[string]any{"email": "newcomer@mail.example", "nickname": "newcomer", "language": "ko"}
	}, guest: 409, stale: 409, other: 409, admin: 409, owner: 409},
	{method: "GET", route: "/api/v1/me/identities", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/me/identities/{provider}", path: "/api/v1/me/identities/naver", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PUT", route: "/api/v1/me/identities/{provider}", path: "/api/v1/me/identities/naver", body: forgedReturn, guest: 401, stale: 401, other: 409, admin: 409, owner: 409},
	{method: "DELETE", route: "/api/v1/me/identities/{provider}", path: "/api/v1/me/identities/naver", guest: 401, stale: 401, other: 404, admin: 404, owner: 404},
	{method: "POST", route: "/api/v1/sessions/passkey/options", guest: 200, stale: 200, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/sessions/passkey", body: forgedPasskey, guest: 403, stale: 403, other: 403, admin: 403, owner: 403},
	{method: "POST", route: "/api/v1/me/passkeys/options", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "POST", route: "/api/v1/me/passkeys", body: forgedPasskey, guest: 401, stale: 401, other: 403, admin: 403, owner: 403},
	{method: "GET", route: "/api/v1/me/passkeys", guest: 401, stale: 401, other: 200, admin: 200, owner: 200},
	{method: "PATCH", route: "/api/v1/me/passkeys/{id}", path: "/api/v1/me/passkeys/{session}", body: func(belongings) any { return map[string]any{"name": "phone"} }, guest: 401, stale: 401, other: 404, admin: 404, owner: 404},
	{method: "DELETE", route: "/api/v1/me/passkeys/{id}", path: "/api/v1/me/passkeys/{session}", guest: 401, stale: 401, other: 404, admin: 404, owner: 404},
}

func forgedReturn(belongings) any { return map[string]any{"state": "forged", "code": "forged"} }

func forgedPasskey(belongings) any {
	return map[string]any{"credential": map[string]any{"id": "AAAA", "type": "public-key"}}
}
