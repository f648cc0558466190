// Package mongodb opens a database of MongoDB, or of what speaks its protocol, and turns errors of
// its driver into those of package errs.
//
// What is written counts when most of the servers have it, and only that is read: a server that
// fails takes nothing back that somebody has seen.
package mongodb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readconcern"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/connstring"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology"

	"piece/internal/platform/errs"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	*mongo.Database
	client *mongo.Client
}

// How long servers are waited for.
const (
	findServer = 5 * time.Second
	operation  = 15 * time.Second // one, with what is tried again of it; a context may end it before
	goodbye    = 5 * time.Second
)

// Open opens the database that the address names: "mongodb://user:password@host:port/database". It
// does not connect yet.
func Open(address string) (*DB, error) {
	c, err := connstring.ParseAndValidate(address)
	if err != nil {
		return nil, errors.New("database address: not a mongodb:// URL") // the cause would show the password
	}
	if c.Database == "" {
		return nil, errors.New("database address: names no database, such as mongodb://host/piece")
	}
	// What the address says of times is last, so that it counts.
	o := options.Client().SetServerSelectionTimeout(findServer).SetConnectTimeout(findServer).SetTimeout(operation).ApplyURI(address).
		SetWriteConcern(writeconcern.Majority()).SetReadConcern(readconcern.Majority()).SetReadPreference(readpref.Primary())
	client, err := mongo.Connect(o)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	return &DB{Database: client.Database(c.Database), client: client}, nil
}

// Close closes the connections.
func (d *DB) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	return d.client.Disconnect(ctx)
}

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error { return Map(d.client.Ping(ctx, readpref.Primary())) }

// Error codes of https://www.mongodb.com/docs/manual/reference/error-codes/ that say that a server
// can't do it now: it stops, is not the one that takes writes, or waited too long for the others.
var downCodes = []int{6, 7, 64, 89, 91, 100, 112, 133, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436}

// Map turns a driver's error into one of package errs: no document into NotFound, a taken unique
// key into Conflict, a database that is down or too busy into Unavailable. Others pass unchanged.
func Map(err error) error {
	var known *errs.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, mongo.ErrNoDocuments):
		return errs.NotFound.With(err)
	case mongo.IsDuplicateKeyError(err):
		return errs.Conflict.With(err)
	case isDown(err):
		return errs.Unavailable.With(err).After(5 * time.Second)
	}
	return err
}

func isDown(err error) bool {
	if mongo.IsTimeout(err) || mongo.IsNetworkError(err) || errors.Is(err, mongo.ErrClientDisconnected) {
		return true
	}
	if e, ok := errors.AsType[mongo.ServerError](err); ok {
		return slices.ContainsFunc(downCodes, e.HasErrorCode) || e.HasErrorLabel("RetryableWriteError")
	}
	// What the driver says where it has no server to ask.
	_, none := errors.AsType[topology.ServerSelectionError](err)
	_, lost := errors.AsType[topology.ConnectionError](err)
	var cleared driver.RetryablePoolError
	return none || lost || errors.As(err, &cleared)
}
