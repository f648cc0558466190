package mongodb_test

import (
	"errors"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"piece/internal/platform/errs"
	"piece/internal/platform/mongodb"
	"piece/internal/platform/mongodb/mongotest"
)

func TestErrorsOfTheServer(t *testing.T) {
	mongotest.Each(t, func(t *testing.T, address string) {
		db := mongotest.Open(t, address)
		if err := db.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
		things := db.Collection("things")
		_, err := things.Indexes().CreateOne(t.Context(), mongo.IndexModel{Keys: bson.D{{Key: "name", Value: 1}}, Options: options.Index().SetUnique(true)})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []error{nil, errs.Conflict} {
			_, err := things.InsertOne(t.Context(), bson.D{{Key: "name", Value: "one"}})
			if !errors.Is(mongodb.Map(err), want) {
				t.Errorf("insert %d: %v", i, err)
			}
		}
		err = things.FindOne(t.Context(), bson.D{{Key: "name", Value: "other"}}).Err()
		if !errors.Is(mongodb.Map(err), errs.NotFound) {
			t.Errorf("none: %v", err)
		}
	})
}

func TestADatabaseThatIsDownIsUnavailable(t *testing.T) {
	db := mongotest.Open(t, "mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=50")
	if err := db.Ping(t.Context()); !errors.Is(err, errs.Unavailable) {
		t.Errorf("have %v", err)
	}
}

func TestAnAddressIsRefusedWithoutShowingIt(t *testing.T) {
	for _, address := range []string{"", "mongodb://", "mysql://x:secret@h/d", "mongodb://x:secret@h:port/d", "mongodb://x:secret@h", "mongodb://x:secret@h/"} {
		if _, err := mongodb.Open(address); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}
