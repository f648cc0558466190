// Oidc is the OpenID Connect server of the tests: the certified one of zitadel, with people of
// its own making. It stands apart from the product's module, because the product needs nothing
// of it.
//
// Whoever is asked for is there, with the password "open sesame": minji has the verified address
// minji@id.example, "unproven-minji" one that nobody verified, and "nomail-minji" none.
package main

import (
	"flag"
	"log/slog"
	"net/http"
	"os"
	"strings"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"golang.org/x/text/language"
)

const password = "open sesame"

func main() {
	addr := flag.String("addr", "127.0.0.1:9998", "address to listen on; the issuer is http://ADDR/")
	id := flag.String("client", "piece", "id of the one client")
	secret := flag.String("secret", "piece-secret", "secret of the client")
	redirects := flag.String("redirects", "", "where the client may be led back to, separated by commas")
	flag.Parse()

	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	storage.RegisterClients(storage.WebClient(*id, *secret, strings.Split(*redirects, ",")...))
	server := exampleop.SetupServer("http://"+*addr+"/", storage.NewStorage(anybody{}), log, false)
	server.Get("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	if err := http.ListenAndServe(*addr, server); err != nil {
		log.Error("the server ended", "error", err)
		os.Exit(1)
	}
}

// anybody knows everybody. A person's id is the name.
type anybody struct{}

func (anybody) ExampleClientID() string { return "service" }

func (a anybody) GetUserByUsername(name string) *storage.User { return a.GetUserByID(name) }

func (anybody) GetUserByID(name string) *storage.User {
	u := &storage.User{
		ID: name, Username: name, Password: password, FirstName: name, LastName: "Kim",
		Email: name + "@id.example", EmailVerified: !strings.HasPrefix(name, "unproven-"), PreferredLanguage: language.Korean,
	}
	if strings.HasPrefix(name, "nomail-") {
		u.Email, u.EmailVerified = "", false
	}
	return u
}
