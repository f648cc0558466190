package media

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/craft/picture"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/limit"
)

// Store keeps the records. What isn't there, isn't the owner's or is dropped is
// errs.NotFound, unless said otherwise.
type Store interface {
	// AddUpload stores a granted upload.
	AddUpload(ctx context.Context, r Record) error
	// Find gives a record that isn't dropped.
	Find(ctx context.Context, owner, id string) (Record, error)
	// FindAll gives the owner's verified photos among the ids, in any order.
	FindAll(ctx context.Context, owner string, ids []string) ([]Photo, error)
	// Prepare announces at now that the photo's object will be put, which is deleted after a
	// while unless Verify keeps it, and gives the record. Of a verified one it gives the
	// record only.
	Prepare(ctx context.Context, owner, id string, now time.Time) (Record, error)
	// Verify turns a granted upload into the photo, takes the photo's object out of the
	// bin and lets go of the raw one. When it was verified before, it gives that one.
	Verify(ctx context.Context, p Photo) (Photo, error)
	// Reject forgets a granted upload and lets go of its raw object.
	Reject(ctx context.Context, r Record) error
	// Claim marks a verified photo as used.
	Claim(ctx context.Context, owner, id string, now time.Time) error
	// Drop marks a verified photo as dropped, if its claim is still the one given (zero:
	// none). When it isn't, it is ErrInUse.
	Drop(ctx context.Context, owner, id string, claimedAt time.Time) error
	// Remove forgets a dropped photo and lets go of its objects. None is fine.
	Remove(ctx context.Context, p Photo) error
	// Purge forgets up to limit uploads and photos of an owner, whatever uses them, lets go of their
	// objects, and tells how many there were.
	Purge(ctx context.Context, owner string, limit int) (int, error)

	// Abandoned gives granted uploads that were made before an instant.
	Abandoned(ctx context.Context, before time.Time, limit int) ([]Record, error)
	// Unused gives verified photos made before an instant that nobody has claimed.
	Unused(ctx context.Context, before time.Time, limit int) ([]Record, error)
	// DroppedOnes gives photos whose removal isn't finished.
	DroppedOnes(ctx context.Context, limit int) ([]Record, error)
	// Claimed gives verified photos whose claim is older than an instant, the oldest first.
	Claimed(ctx context.Context, before time.Time, limit int) ([]Record, error)
	// Renew makes the claim of the record as of now, or takes it away, unless it has changed.
	Renew(ctx context.Context, r Record, now time.Time, holds bool) error
}

// Objects is the object store.
type Objects interface {
	Grant(ctx context.Context, u blobstore.Upload) (blobstore.Grant, error)
	Put(ctx context.Context, key, contentType string, data []byte) error
	Get(ctx context.Context, key string, limit int64) ([]byte, error)
	Stat(ctx context.Context, key string) (blobstore.Attributes, error)
	Delete(ctx context.Context, key string) error
}

// Deps are what the service needs.
type Deps struct {
	Store   Store
	Objects Objects
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil
	// WakeBin says that objects were thrown into the bin.
	WakeBin func()
	// Posters are those of cakes.
	Posters Posters
	// InUse tells whether any piece or record uses the photo. It mends claims for which nothing
	// was ever stored, or whose release got lost. Nil believes the claims alone.
	InUse func(ctx context.Context, owner, id string) (bool, error)
	// OnRemove removes what other domains made of a photo, before the photo itself goes.
	// It is repeated until it succeeds. Nil does nothing.
	OnRemove func(ctx context.Context, owner, id string) error
}

// Service is the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	metrics  *metrics
	grants   *limit.Window
	decoding chan struct{} // holds a token for each photo being decoded
}

// New gives the service.
func New(d Deps) *Service {
	return &Service{
		Deps:     d,
		metrics:  newMetrics(d.Metrics),
		grants:   limit.NewWindow(d.Clock, UploadsPerHour, time.Hour),
		decoding: make(chan struct{}, MaxParallel),
	}
}

// Granted types are what browsers may send; what arrives is told by its bytes.
var uploadTypes = map[string]bool{"image/jpeg": true, "image/png": true, "image/webp": true}

// GrantUpload lets a person upload one file of the exact type and size (in bytes). The
// errors are ErrTooMany and errs.Invalid.
func (s *Service) GrantUpload(ctx context.Context, owner, contentType string, size int64) (string, blobstore.Grant, error) {
	if err := checkAnnounced(contentType, size); err != nil {
		return "", blobstore.Grant{}, err
	}
	if wait, ok := s.grants.Take(owner); !ok {
		return "", blobstore.Grant{}, ErrTooMany.After(wait)
	}
	photo := Photo{ID: id.New(s.Clock), OwnerID: owner}
	grant, err := s.Objects.Grant(ctx, blobstore.Upload{
		Key: photo.RawKey(), Owner: owner, ContentType: contentType, Size: size, TTL: GrantTTL,
	})
	if err != nil {
		return "", blobstore.Grant{}, err
	}
	err = s.Store.AddUpload(ctx, Record{
		Photo: photo, State: Granted, GrantedType: contentType, GrantedSize: size,
		GrantEnds: grant.ExpiresAt, CreatedAt: s.Clock.Now(),
	})
	if err != nil {
		return "", blobstore.Grant{}, err
	}
	return photo.ID, grant, nil
}

func checkAnnounced(contentType string, size int64) error {
	var f errs.Fields
	switch {
	case contentType == "image/heic" || contentType == "image/heif":
		f.Add("body.contentType", fieldHEIC.Code, fieldHEIC.Text)
	case !uploadTypes[contentType]:
		f.Add("body.contentType", fieldUnsupported.Code, fieldUnsupported.Text)
	}
	if size < 1 || size > MaxBytes {
		f.Add("body.size", fieldTooLarge.Code, fieldTooLarge.Text)
	}
	return f.Err()
}

// Photo gives a person's photo.
func (s *Service) Photo(ctx context.Context, owner, id string) (Photo, error) {
	r, err := s.verified(ctx, owner, id)
	return r.Photo, err
}

// Photos gives a person's photos among the ids, by id.
func (s *Service) Photos(ctx context.Context, owner string, ids []string) (map[string]Photo, error) {
	ids = slices.DeleteFunc(slices.Clone(ids), func(i string) bool { return !id.Valid(i) })
	if owner == "" || len(ids) == 0 {
		return map[string]Photo{}, nil
	}
	list, err := s.Store.FindAll(ctx, owner, ids)
	if err != nil {
		return nil, err
	}
	found := make(map[string]Photo, len(list))
	for _, p := range list {
		found[p.ID] = p
	}
	return found, nil
}

// Image gives the bytes of a person's photo, a JPEG without metadata.
func (s *Service) Image(ctx context.Context, owner, id string) ([]byte, error) {
	r, err := s.verified(ctx, owner, id)
	if err != nil {
		return nil, err
	}
	b, err := s.Objects.Get(ctx, r.Key(), MaxBytes)
	if errors.Is(err, errs.NotFound) {
		// A row without its object is a defect of ours, not an answer for the person.
		return nil, errs.Internal.With(err)
	}
	return b, err
}

// Small gives the bytes of a person's photo with its longer side at most SmallSide pixels.
func (s *Service) Small(ctx context.Context, owner, id string) ([]byte, error) {
	r, err := s.verified(ctx, owner, id)
	if err != nil {
		return nil, err
	}
	b, err := s.Objects.Get(ctx, r.SmallKey(), MaxBytes)
	if errors.Is(err, errs.NotFound) {
		return s.shrink(ctx, r.Photo) // kept before photos had a small one
	}
	return b, err
}

func (s *Service) shrink(ctx context.Context, p Photo) ([]byte, error) {
	release, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	b, err := s.Image(ctx, p.OwnerID, p.ID)
	if err != nil {
		return nil, err
	}
	return picture.Small(b, SmallSide, limits)
}

func (s *Service) verified(ctx context.Context, owner, photoID string) (Record, error) {
	if owner == "" || !id.Valid(photoID) {
		return Record{}, errs.NotFound
	}
	r, err := s.Store.Find(ctx, owner, photoID)
	if err != nil {
		return Record{}, err
	}
	if r.State != Verified {
		return Record{}, errs.NotFound
	}
	return r, nil
}

// limits are what package picture accepts of a stranger.
var limits = picture.Limits{Bytes: MaxBytes}
