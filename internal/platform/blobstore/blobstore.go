// Package blobstore keeps objects (pictures, tickets, exports) in either of their
// homes, a folder or anything that speaks S3, and grants browsers the right to upload
// one object straight into it.
//
// Invariants: keys are made by this program, never by a person; a grant is for one key,
// one content type, one exact size and one owner, and ends in minutes; an upload is
// whole or absent. Errors are those of package errs: NotFound, TooLarge, Unavailable.
package blobstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// Store is an open object store. It is safe for concurrent use.
type Store struct {
	bucket  *blob.Bucket
	granter granter
}

// Upload says what a grant allows.
type Upload struct {
	Key         string        // where the object will be
	Owner       string        // id of the person who may upload it; kept with the object
	ContentType string        // the exact Content-Type header
	Size        int64         // the exact size in bytes
	TTL         time.Duration // how long the grant is valid
}

// Grant is what a browser needs to upload one object.
type Grant struct {
	Method    string            // the HTTP method, PUT
	URL       string            // absolute on S3, a path of this server on the folder home
	Headers   map[string]string // must be sent exactly so
	ExpiresAt time.Time
}

// Attributes describes a stored object.
type Attributes struct {
	ContentType string
	Size        int64  // bytes
	Owner       string // who uploaded it by a grant; "" for objects of the program
}

type granter interface {
	grant(ctx context.Context, u Upload) (Grant, error)
}

// ownerKey is the metadata entry that names the uploader.
const ownerKey = "owner"

// Options are what a store needs besides its address.
type Options struct {
	Clock  clock.Clock
	Secret []byte // signs the grants of the folder home; at least 32 bytes
}

// Open opens the store that the address names: "file:///path/to/folder", or
// "s3://key:secret@bucket?region=…&endpoint=https://…" where key, secret and endpoint
// may be left to the environment of the AWS SDK.
func Open(ctx context.Context, address string, o Options) (*Store, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("object store address: not a URL") // the cause would show the secret
	}
	switch u.Scheme {
	case "file":
		return openFolder(u.Path, o)
	case "s3":
		return openS3(ctx, u, o)
	}
	return nil, fmt.Errorf("object store address %q: want file:///… or s3://…", u.Scheme)
}

func openFolder(dir string, o Options) (*Store, error) {
	if len(o.Secret) < 32 {
		return nil, errors.New("object store: the grant secret is shorter than 32 bytes")
	}
	b, err := fileblob.OpenBucket(dir, &fileblob.Options{CreateDir: true, DirFileMode: os.FileMode(0o700), NoTempDir: true})
	if err != nil {
		return nil, fmt.Errorf("object store: %w", err)
	}
	return &Store{bucket: b, granter: &folderGrants{bucket: b, secret: o.Secret, clock: o.Clock}}, nil
}

// Close ends the use of the store.
func (s *Store) Close() error { return s.bucket.Close() }

// Grant gives the right to upload one object.
func (s *Store) Grant(ctx context.Context, u Upload) (Grant, error) {
	g, err := s.granter.grant(ctx, u)
	return g, mapped(err)
}

// Put stores an object, whole or not at all.
func (s *Store) Put(ctx context.Context, key, contentType string, data []byte) error {
	return mapped(s.bucket.WriteAll(ctx, key, data, &blob.WriterOptions{ContentType: contentType}))
}

// Get reads an object of at most limit bytes; a larger one is TooLarge.
func (s *Store) Get(ctx context.Context, key string, limit int64) ([]byte, error) {
	r, err := s.bucket.NewReader(ctx, key, nil)
	if err != nil {
		return nil, mapped(err)
	}
	defer r.Close()
	if r.Size() > limit {
		return nil, errs.TooLarge.With(fmt.Errorf("object of %d bytes, limit %d", r.Size(), limit))
	}
	b, err := io.ReadAll(io.LimitReader(r, limit))
	return b, mapped(err)
}

// Stat describes an object.
func (s *Store) Stat(ctx context.Context, key string) (Attributes, error) {
	a, err := s.bucket.Attributes(ctx, key)
	if err != nil {
		return Attributes{}, mapped(err)
	}
	return Attributes{ContentType: a.ContentType, Size: a.Size, Owner: a.Metadata[ownerKey]}, nil
}

// Delete removes an object; one that isn't there is fine, so that it can be repeated.
func (s *Store) Delete(ctx context.Context, key string) error {
	err := s.bucket.Delete(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return mapped(err)
}

// Keys lists the keys under a prefix, for sweeps and tests.
func (s *Store) Keys(ctx context.Context, prefix string) ([]string, error) {
	var keys []string
	it := s.bucket.List(&blob.ListOptions{Prefix: prefix})
	for {
		o, err := it.Next(ctx)
		if errors.Is(err, io.EOF) {
			return keys, nil
		}
		if err != nil {
			return nil, mapped(err)
		}
		keys = append(keys, o.Key)
	}
}

// Ping tells whether the store answers.
func (s *Store) Ping(ctx context.Context) error {
	ok, err := s.bucket.IsAccessible(ctx)
	if err == nil && !ok {
		err = errors.New("object store: the bucket is not there")
	}
	return mapped(err)
}

func mapped(err error) error {
	switch {
	case err == nil:
		return nil
	case gcerrors.Code(err) == gcerrors.NotFound:
		return errs.NotFound.With(err)
	case errors.Is(err, context.Canceled):
		return err
	}
	return errs.Unavailable.With(err).After(5 * time.Second)
}
