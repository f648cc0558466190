package blobstore

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"gocloud.dev/blob"
	"gocloud.dev/blob/s3blob"

	"piece/internal/platform/clock"
)

func openS3(ctx context.Context, u *url.URL, o Options) (*Store, error) {
	q := u.Query()
	load := []func(*config.LoadOptions) error{
		// Many S3-compatible servers don't know the newer default checksums.
		config.WithRequestChecksumCalculation(aws.RequestChecksumCalculationWhenRequired),
		config.WithResponseChecksumValidation(aws.ResponseChecksumValidationWhenRequired),
	}
	if r := q.Get("region"); r != "" {
		load = append(load, config.WithRegion(r))
	}
	if u.User != nil {
		secret, _ := u.User.Password()
		load = append(load, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(u.User.Username(), secret, "")))
	}
	cfg, err := config.LoadDefaultConfig(ctx, load...)
	if err != nil {
		return nil, fmt.Errorf("object store: %w", err)
	}
	client := s3.NewFromConfig(cfg, func(opt *s3.Options) {
		if e := q.Get("endpoint"); e != "" {
			opt.BaseEndpoint, opt.UsePathStyle = aws.String(e), true
		}
	})
	b, err := s3blob.OpenBucket(ctx, client, u.Hostname(), &s3blob.Options{RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired})
	if err != nil {
		return nil, fmt.Errorf("object store: %w", err)
	}
	return &Store{bucket: b, granter: &s3Grants{bucket: b, client: client, name: u.Hostname(), clock: o.Clock}}, nil
}

// s3Grants presigns uploads. The library's type check refuses a content type on PUT, so
// type, size and owner are put under the signature by hand; S3 then answers 403 to a
// request that differs.
type s3Grants struct {
	bucket *blob.Bucket
	client *s3.Client
	name   string
	clock  clock.Clock
}

func (g *s3Grants) grant(ctx context.Context, u Upload) (Grant, error) {
	signed, err := g.bucket.SignedURL(ctx, u.Key, &blob.SignedURLOptions{
		Method: http.MethodPut,
		Expiry: u.TTL,
		BeforeSign: func(as func(any) bool) error {
			var in *s3.PutObjectInput
			if !as(&in) {
				return errors.New("object store: the library's signing hook has changed")
			}
			in.ContentType, in.ContentLength = aws.String(u.ContentType), aws.Int64(u.Size)
			in.Metadata = map[string]string{ownerKey: u.Owner}
			return nil
		},
	})
	if err != nil {
		return Grant{}, err
	}
	return Grant{
		Method:    http.MethodPut,
		URL:       signed,
		Headers:   map[string]string{"Content-Type": u.ContentType, "X-Amz-Meta-" + ownerKey: u.Owner},
		ExpiresAt: g.clock.Now().Add(u.TTL).Truncate(time.Second),
	}, nil
}

// AllowOrigin lets pages of the origin upload straight into an S3 bucket (CORS). The
// folder home needs nothing, it is on the same origin.
func (s *Store) AllowOrigin(ctx context.Context, origin string) error {
	g, ok := s.granter.(*s3Grants)
	if !ok {
		return nil
	}
	_, err := g.client.PutBucketCors(ctx, &s3.PutBucketCorsInput{
		Bucket: aws.String(g.name),
		CORSConfiguration: &types.CORSConfiguration{CORSRules: []types.CORSRule{{
			AllowedOrigins: []string{origin},
			AllowedMethods: []string{http.MethodPut},
			AllowedHeaders: []string{"*"},
			MaxAgeSeconds:  aws.Int32(3600),
		}}},
	})
	return mapped(err)
}

// UploadOrigin is the origin that browsers upload to, for the page's content security
// policy; "" on the folder home, where it is the page's own.
func (s *Store) UploadOrigin(ctx context.Context) (string, error) {
	if _, ok := s.granter.(*s3Grants); !ok {
		return "", nil
	}
	g, err := s.Grant(ctx, Upload{Key: "probe", ContentType: "image/jpeg", Size: 1, TTL: time.Minute})
	if err != nil {
		return "", err
	}
	u, err := url.Parse(g.URL)
	if err != nil {
		return "", err
	}
	return u.Scheme + "://" + u.Host, nil
}
