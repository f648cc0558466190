package passkey

import (
	"context"
	"crypto/rand"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Offer gives what a device needs to make a passkey for the person. It makes none twice on a device
// that has one.
func (s *Service) Offer(ctx context.Context, personID string, from account.Caller) (*protocol.CredentialCreation, error) {
	if err := s.take(s.challenges, from); err != nil {
		return nil, err
	}
	o, err := s.owner(ctx, personID)
	if err != nil {
		return nil, err
	}
	if len(o.keys) >= MaxPasskeys {
		return nil, ErrTooMany
	}
	known := make([]protocol.CredentialDescriptor, len(o.keys))
	for i, k := range o.keys {
		known[i] = k.Key.Descriptor()
	}
	creation, session, err := s.rp.BeginRegistration(o, webauthn.WithExclusions(known))
	if err != nil {
		return nil, err
	}
	return creation, s.ask(ctx, personID, session)
}

func (s *Service) owner(ctx context.Context, personID string) (owner, error) {
	p, err := s.Accounts.Me(ctx, personID)
	if err != nil {
		return owner{}, err
	}
	fresh := make([]byte, handleBytes)
	_, _ = rand.Read(fresh) // never fails
	handle, err := s.Store.Handle(ctx, personID, fresh)
	if err != nil {
		return owner{}, orUnauthenticated(err)
	}
	keys, err := s.Store.Of(ctx, personID)
	return owner{person: p, handle: handle, keys: keys}, err
}

// Make keeps the passkey that a device made. Without a name it gets that of the device. The session
// has to live still: a key outlasts what ended it, such as a new password (defect D06).
func (s *Service) Make(ctx context.Context, who auth.Identity, name string, answer []byte, from account.Caller) (Passkey, error) {
	if s.rp == nil {
		return Passkey{}, errs.NotFound
	}
	personID := who.PersonID
	if name == "" {
		name = account.DeviceName(from.UserAgent)
	}
	if name == "" {
		name = "Passkey"
	}
	name, err := cleanName(name)
	if err != nil {
		return Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return Passkey{}, refused(err)
	}
	c, err := s.Store.Answer(ctx, hash(parsed.Response.CollectedClientData.Challenge), s.Clock.Now())
	if err != nil || c.PersonID != personID {
		return Passkey{}, orOver(err)
	}
	o, err := s.owner(ctx, personID)
	if err != nil {
		return Passkey{}, err
	}
	key, err := s.rp.CreateCredential(o, c.Session, parsed)
	if err != nil || len(key.ID) > MaxCredentialID {
		return Passkey{}, refused(err)
	}
	key.Attestation = webauthn.CredentialAttestation{} // who made the device is not asked for
	if err := s.Accounts.Lives(ctx, who); err != nil {
		return Passkey{}, err
	}
	p := Passkey{ID: id.New(s.Clock), PersonID: personID, Name: name, CreatedAt: s.Clock.Now(), Key: *key}
	err = s.Store.Add(ctx, p, MaxPasskeys)
	if errors.Is(err, errs.Conflict) {
		err = ErrKnown.With(err)
	}
	return p, orUnauthenticated(err)
}

// All gives the passkeys of a person, the first made first.
func (s *Service) All(ctx context.Context, personID string) ([]Passkey, error) {
	return s.Store.Of(ctx, personID)
}

// Rename gives a passkey of a person another name.
func (s *Service) Rename(ctx context.Context, personID, passkeyID, name string) error {
	name, err := cleanName(name)
	if err != nil {
		return err
	}
	if !id.Valid(passkeyID) {
		return errs.NotFound
	}
	return s.Store.Rename(ctx, personID, passkeyID, name)
}

// Remove removes a passkey of a person. The device keeps its half, which opens nothing any more.
func (s *Service) Remove(ctx context.Context, personID, passkeyID string) error {
	if !id.Valid(passkeyID) {
		return errs.NotFound
	}
	return s.Store.Remove(ctx, personID, passkeyID)
}

// CheckName tells whether a passkey may have a name.
func CheckName(name string) error {
	_, err := cleanName(name)
	return err
}

func cleanName(name string) (string, error) {
	var f errs.Fields
	name = NameRule.Clean(&f, "body.name", name)
	return name, f.Err()
}

// refused is for an answer that doesn't prove what it should. Its cause names the step that failed,
// nothing of the answer.
func refused(err error) error {
	why := errors.New("the answer is none")
	if step, ok := errors.AsType[*protocol.Error](err); ok {
		why = errors.New(step.Type)
	}
	return ErrRefused.With(why)
}

// orOver is for a challenge that can't be answered (any more), or not by this person.
func orOver(err error) error {
	if err == nil || errors.Is(err, errs.NotFound) {
		return ErrOver.With(err)
	}
	return err
}

// orUnauthenticated is for what a person does with the own account: when it is gone, the token
// speaks of nobody.
func orUnauthenticated(err error) error {
	if errors.Is(err, errs.NotFound) {
		return errs.Unauthenticated.With(err)
	}
	return err
}
