package harness

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
)

// People signs people in without asking the account service, by the key that it has as well:
// thousands of them, in no time. They have no account, which a chat doesn't ask for.
type People struct {
	PEM  []byte
	keys *auth.Keys
}

// NewPeople makes the key.
func NewPeople() (*People, error) {
	pem, err := auth.GenerateKey()
	if err != nil {
		return nil, err
	}
	keys, err := auth.ParseKeys(pem)
	return &People{PEM: pem, keys: keys}, err
}

// Person is somebody who is signed in.
type Person struct {
	ID      string
	session string
	people  *People
}

// New gives somebody new.
func (p *People) New() Person {
	return Person{ID: id.New(clock.System{}), session: id.New(clock.System{}), people: p}
}

// Token gives a token for the API.
func (p Person) Token() (string, error) {
	return p.people.keys.Sign(auth.Identity{PersonID: p.ID, SessionID: p.session}, time.Now())
}

// Realtime gives a token for connections.
func (p Person) Realtime() (string, error) {
	return p.people.keys.SignRealtime(auth.Identity{PersonID: p.ID, SessionID: p.session}, time.Now())
}

// API asks a service over its API as a person.
type API struct {
	Base string // such as http://127.0.0.1:8080
	HTTP http.Client
}

// Do asks and reads the answer into into, unless it is nil.
func (a *API) Do(ctx context.Context, p Person, method, path string, body, into any) error {
	var send io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return err
		}
		send = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, a.Base+"/api/v1"+path, send)
	if err != nil {
		return err
	}
	token, err := p.Token()
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	res, err := a.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s: %.300s", method, path, res.Status, got)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(got, into)
}

// Cakes gives the ids of n works of the catalogue.
func (a *API) Cakes(ctx context.Context, p Person, n int) ([]string, error) {
	var ids []string
	for cursor := ""; len(ids) < n; {
		var list struct {
			Items []struct{ ID string }
			Next  string
		}
		if err := a.Do(ctx, p, http.MethodGet, "/cakes?limit=60&cursor="+cursor, nil, &list); err != nil {
			return nil, err
		}
		for _, c := range list.Items {
			ids = append(ids, c.ID)
		}
		if cursor = list.Next; cursor == "" {
			break
		}
	}
	if len(ids) < n {
		return nil, fmt.Errorf("the catalogue has %d works, want %d", len(ids), n)
	}
	return ids[:n], nil
}

// Join makes a person a member of a cake's open room and gives its id.
func (a *API) Join(ctx context.Context, p Person, cake string) (string, error) {
	var room struct{ ID string }
	err := a.Do(ctx, p, http.MethodPut, "/rooms/open/of/"+cake, struct{}{}, &room)
	return room.ID, err
}
