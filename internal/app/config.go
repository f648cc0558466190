package app

import (
	"errors"
	"fmt"
	"net/mail"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"piece/internal/platform/settings"
)

// EnvPrefix starts the name of every environment variable that is a setting.
const EnvPrefix = "PIECE_"

// testVariables have the prefix but belong to the tests.
var testVariables = []string{"PIECE_TEST_MYSQL", "PIECE_TEST_S3", "PIECE_TEST_MONGO", "PIECE_TEST_OIDC", "PIECE_TEST_REQUIRE"}

// The environments.
const (
	development = "development"
	production  = "production"
)

// Config is every setting of the program.
type Config struct {
	Env     string   `key:"env" default:"production" doc:"production, or development: there missing keys are made and kept in the data folder."`
	Target  []string `key:"target" default:"all" doc:"What to run, separated by commas: all, account, cake, piece, chat or gateway; what they need starts too."`
	DataDir string   `key:"data_dir" default:"data" doc:"Folder for everything that the embedded parts keep."`

	HTTP struct {
		Addr           string        `key:"addr" default:":8080" doc:"Address to listen on for browsers and other services."`
		PublicURL      string        `key:"public_url" default:"http://localhost:8080" doc:"Address that people type; https makes cookies secure."`
		TrustedProxies []string      `key:"trusted_proxies" doc:"Networks (CIDR) of proxies whose X-Forwarded-For is believed."`
		Grace          time.Duration `key:"grace" default:"15s" doc:"How long running requests and jobs may finish when stopping."`
		RateLimit      int           `key:"rate_limit" default:"600" doc:"API requests that one client address may make in 10 seconds; 0 means no limit."`
	} `key:"http"`

	Ops struct {
		Addr string `key:"addr" default:"127.0.0.1:9090" doc:"Address for /healthz, /readyz, /metrics and /debug/pprof; never make it public."`
	} `key:"ops"`

	Log struct {
		Level  string `key:"level" default:"info" doc:"debug, info, warn or error."`
		Format string `key:"format" default:"text" doc:"text or json."`
	} `key:"log"`

	Database struct {
		URL string `key:"url" doc:"sqlite:FILE or mysql://user:password@host:port/database; empty means piece.db in the data folder."`
	} `key:"database"`

	Objects struct {
		URL    string `key:"url" doc:"file:///folder or s3://key:secret@bucket?region=…&endpoint=…; empty means the folder objects in the data folder."`
		Secret string `key:"secret" secret:"true" doc:"Signs upload grants of the folder home; 32 characters or more."`
	} `key:"objects"`

	Auth struct {
		Keys      string `key:"keys" secret:"true" doc:"Ed25519 keys as PEM, the first signs; make one with: piece keys generate."`
		KeySetURL string `key:"key_set_url" doc:"Where services that run apart from account find its key set, such as http://account:8080/.well-known/jwks.json."`
	} `key:"auth"`

	SignIn struct {
		KakaoID     string   `key:"kakao_id" doc:"REST API key at Kakao; empty leaves Kakao out. See docs/sign-in.md."`
		KakaoSecret string   `key:"kakao_secret" secret:"true" doc:"Client secret at Kakao."`
		KakaoIssuer string   `key:"kakao_issuer" default:"https://kauth.kakao.com" doc:"Issuer of Kakao."`
		KakaoAPI    string   `key:"kakao_api" default:"https://kapi.kakao.com" doc:"Base address of Kakao's API."`
		NaverID     string   `key:"naver_id" doc:"Client id at Naver; empty leaves Naver out. See docs/sign-in.md."`
		NaverSecret string   `key:"naver_secret" secret:"true" doc:"Client secret at Naver."`
		NaverURL    string   `key:"naver_url" default:"https://nid.naver.com" doc:"Base address of Naver's sign-in."`
		NaverAPI    string   `key:"naver_api" default:"https://openapi.naver.com" doc:"Base address of Naver's API."`
		OIDC        []string `key:"oidc" secret:"true" doc:"OpenID Connect providers, separated by commas: NAME=ISSUER with client id and secret as its user, and ?label=… for people, such as work=https://id:secret@login.example/?label=Example. See docs/sign-in.md."`
	} `key:"sign_in"`

	Artwork struct {
		Workers int `key:"workers" default:"0" doc:"Pictures painted at once; 0 means half of the processors, at least one."`
	} `key:"artwork"`

	AI struct {
		Provider     string   `key:"provider" doc:"openai (OpenAI and whatever speaks its API, such as LocalAI and stable-diffusion.cpp), or comfyui; empty: no AI. See docs/ai.md, and try it with: piece ai check."`
		URL          string   `key:"url" doc:"Base address of the provider; empty means https://api.openai.com/v1 for openai. It may be a private one."`
		Key          string   `key:"key" secret:"true" doc:"Key at the provider; models of one's own often need none."`
		Label        string   `key:"label" doc:"Who provides the AI, as people are told before they agree that their photos are sent there; empty: OpenAI, ComfyUI, what ai.dialect says, or the host. Whoever agreed is asked anew when it changes."`
		Dialect      string   `key:"dialect" default:"auto" doc:"What an openai provider understands: openai, localai or sdcpp; auto goes by its host and model."`
		Mode         string   `key:"mode" default:"describe" doc:"describe: the vision model describes the photo, the image model paints from the words. edit: the image model gets the photo itself."`
		VisionURL    string   `key:"vision_url" doc:"Base address of what describes and reads photos (OpenAI's API); empty: the same as the provider, none for comfyui."`
		VisionKey    string   `key:"vision_key" secret:"true" doc:"Key there; empty: the same as the provider's where the address is."`
		VisionModel  string   `key:"vision_model" doc:"Model that describes and reads photos; empty: a good one at OpenAI, none elsewhere. none: photos are neither described nor read."`
		ImageModel   string   `key:"image_model" doc:"Model that paints; empty: a good one at OpenAI, the server's own elsewhere. none: nothing is painted."`
		ImageSize    string   `key:"image_size" doc:"Pixels of a painting, such as 1024x1024; empty: 1024x1024 at OpenAI, 512x512 elsewhere."`
		ImageQuality string   `key:"image_quality" doc:"Quality of a painting, as the model calls it; empty: medium at OpenAI, not said elsewhere."`
		PictureHosts []string `key:"picture_hosts" doc:"Hosts from which paintings are fetched where the provider answers with an address; the provider's own is always among them."`
		Workflow     string   `key:"workflow" doc:"File with a workflow of ComfyUI in API format and placeholders, see docs/ai.md; empty: a built-in one, for which image_model names the checkpoint."`
		Describe     string   `key:"describe_prompt" doc:"What the vision model is told about describing; empty: ours."`
		Paint        string   `key:"paint_prompt" doc:"What the image model is told beside style and description; empty: ours."`
		Read         string   `key:"read_prompt" doc:"What the vision model is told about reading tickets; empty: ours."`
		Styles       []string `key:"styles" doc:"Styles that the AI paints in, separated by commas; empty: all."`

		Timeout         time.Duration `key:"timeout" default:"3m" doc:"How long an answer may take."`
		Workers         int           `key:"workers" default:"2" doc:"Pictures that the AI paints at once, on each node."`
		PaintingsPerDay int           `key:"paintings_per_day" default:"10" doc:"Paintings that a person may ask the AI for in a day of Korea."`
		ReadingsPerDay  int           `key:"readings_per_day" default:"20" doc:"Photos that a person may have read in a day of Korea."`
		BudgetPerDay    float64       `key:"budget_per_day" default:"5" doc:"US dollars that all may spend together in a day of Korea, by the prices below. With 0 nothing is spent: only models whose prices are 0 are asked."`
		PriceIn         float64       `key:"price_in" default:"2.5" doc:"US dollars for a million tokens that the vision model is sent. The defaults are cautious guesses: take them from your provider's list, and 0 for models of your own."`
		PriceOut        float64       `key:"price_out" default:"15" doc:"US dollars for a million tokens that it answers."`
		PricePicture    float64       `key:"price_picture" default:"0.2" doc:"US dollars for a painting."`
	} `key:"ai"`

	Cakes struct {
		TMDBKey           string        `key:"tmdb_key" secret:"true" doc:"Key (v3) or read token (v4) of The Movie Database; empty leaves it out."`
		TMDBURL           string        `key:"tmdb_url" default:"https://api.themoviedb.org/3" doc:"Base address of The Movie Database's API."`
		TMDBImages        string        `key:"tmdb_images" default:"https://image.tmdb.org/t/p" doc:"Base address of The Movie Database's pictures."`
		KOPISKey          string        `key:"kopis_key" secret:"true" doc:"Service key of KOPIS (stage and concerts); empty leaves it out."`
		KOPISURL          string        `key:"kopis_url" default:"http://www.kopis.or.kr" doc:"Base address of KOPIS; its API and its posters are there."`
		KOBISKey          string        `key:"kobis_key" secret:"true" doc:"Key of KOBIS (box office of films); empty leaves it out."`
		KOBISURL          string        `key:"kobis_url" default:"http://www.kobis.or.kr" doc:"Base address of KOBIS."`
		SyncEvery         time.Duration `key:"sync_every" default:"6h" doc:"Time between two synchronisations of a source."`
		RequestsPerSecond int           `key:"requests_per_second" default:"4" doc:"Requests that each source gets in a second at most."`
		LookupsPerDay     int           `key:"lookups_per_day" default:"2000" doc:"Searches of people that are handed on to a source in a day, all together; 0 means none."`
	} `key:"cakes"`

	Chat struct {
		MessagesURL           string  `key:"messages_url" secret:"true" doc:"Where messages are kept: empty means the database; mongodb://user:password@host:port/database is a home of their own."`
		RealtimeURL           string  `key:"realtime_url" secret:"true" doc:"redis://… by which several chat nodes tell each other what was stored; empty means a single node. It may lose what it holds."`
		ConnectionsPerPerson  int     `key:"connections_per_person" default:"20" doc:"Devices and tabs of one person that are connected at once, on each node."`
		ConnectionsPerAddress int     `key:"connections_per_address" default:"200" doc:"Connections from one client address at once, on each node; 0 means no limit."`
		SendsPerSecond        float64 `key:"sends_per_second" default:"2" doc:"Messages, reactions and removals that one person may send to a room in a second over time, on each node."`
		SendBurst             int     `key:"send_burst" default:"12" doc:"How many of them may come at once."`
	} `key:"chat"`

	Push struct {
		Key     string   `key:"key" secret:"true" doc:"Private VAPID key for push messages (P-256, base64url); make one with: piece keys generate-push. Empty: no push outside development, where one is made."`
		Contact string   `key:"contact" default:"mailto:piece@localhost" doc:"mailto: or https: address at which push services reach who runs this site."`
		Hosts   []string `key:"hosts" default:"fcm.googleapis.com,*.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com" doc:"Hosts of push services that messages are handed to; *. stands for any name below. Subscriptions at others are refused."`
	} `key:"push"`

	Mail struct {
		URL  string `key:"url" secret:"true" doc:"smtp://user:password@host:587 (with STARTTLS), smtps://user:password@host:465, or smtp://host:25?tls=none. Empty: no mail, in development shown in the log."`
		From string `key:"from" default:"PIECE <piece@localhost>" doc:"Who mails come from."`
	} `key:"mail"`

	Outbound struct {
		Private []string `key:"private" doc:"Private networks (CIDR) that catalogue sources and sign-in providers may be in, such as a proxy's; otherwise the program never asks a private address."`
	} `key:"outbound"`

	Upstream struct {
		Account string `key:"account" doc:"Base address of the account service, where gateway, cake, piece or chat run apart from it."`
		Cake    string `key:"cake" doc:"Base address of the cake service, where gateway, account, piece or chat run apart from it."`
		Piece   string `key:"piece" doc:"Base address of the piece service, where gateway, account, cake or chat run apart from it."`
		Chat    string `key:"chat" doc:"Base address of the chat service, or of what balances several, where gateway, account, cake or piece run apart from it."`
	} `key:"upstream"`
}

// LoadConfig reads the settings and checks them.
func LoadConfig(args, env []string) (Config, error) {
	var c Config
	err := settings.Load(&c, settings.Sources{Prefix: EnvPrefix, Env: env, Args: args, Ignore: testVariables})
	if err != nil {
		return c, err
	}
	c.fill()
	return c, c.Validate()
}

// fill puts the settings that follow from others.
func (c *Config) fill() {
	if c.Database.URL == "" {
		c.Database.URL = "sqlite:" + filepath.Join(c.DataDir, "piece.db")
	}
	if c.Objects.URL == "" {
		if dir, err := filepath.Abs(filepath.Join(c.DataDir, "objects")); err == nil {
			c.Objects.URL = (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir)}).String()
		}
	}
}

// Validate tells everything that is wrong with the settings.
func (c *Config) Validate() error {
	var wrong []error
	say := func(ok bool, format string, args ...any) {
		if !ok {
			wrong = append(wrong, fmt.Errorf(format, args...))
		}
	}
	say(c.Env == development || c.Env == production, "env: want development or production, not %q", c.Env)
	u, err := url.Parse(c.HTTP.PublicURL)
	say(err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && strings.Trim(u.Path, "/") == "", "http.public_url: want http(s)://host without a path, not %q", c.HTTP.PublicURL)
	_, err = c.proxies()
	say(err == nil, "http.trusted_proxies: %v", err)
	say(c.HTTP.Grace > 0, "http.grace: want more than 0")
	say(c.HTTP.RateLimit >= 0, "http.rate_limit: want 0 or more")
	say(c.Log.Format == "text" || c.Log.Format == "json", "log.format: want text or json, not %q", c.Log.Format)
	say(c.Objects.Secret == "" || len(c.Objects.Secret) >= 32, "objects.secret: want 32 characters or more")
	_, err = c.oidcProviders()
	say(err == nil, "sign_in.oidc: %v", err)
	say(c.SignIn.KakaoID != "" || c.SignIn.KakaoSecret == "", "sign_in.kakao_secret: want sign_in.kakao_id too")
	say((c.SignIn.NaverID == "") == (c.SignIn.NaverSecret == ""), "sign_in.naver_id, sign_in.naver_secret: want both or none")
	say(c.Artwork.Workers >= 0, "artwork.workers: want 0 or more")
	c.checkAI(say)
	say(c.Cakes.SyncEvery >= time.Minute, "cakes.sync_every: want a minute or more")
	say(c.Cakes.RequestsPerSecond > 0, "cakes.requests_per_second: want more than 0")
	say(c.Cakes.LookupsPerDay >= 0, "cakes.lookups_per_day: want 0 or more")
	say(c.Chat.ConnectionsPerPerson > 0, "chat.connections_per_person: want more than 0")
	say(c.Chat.ConnectionsPerAddress >= 0, "chat.connections_per_address: want 0 or more")
	say(c.Chat.SendsPerSecond > 0, "chat.sends_per_second: want more than 0")
	say(c.Chat.SendBurst > 0, "chat.send_burst: want more than 0")
	say(c.Chat.MessagesURL == "" || strings.HasPrefix(c.Chat.MessagesURL, "mongodb://") || strings.HasPrefix(c.Chat.MessagesURL, "mongodb+srv://"), "chat.messages_url: want mongodb://…")
	say(c.Chat.RealtimeURL == "" || strings.HasPrefix(c.Chat.RealtimeURL, "redis://") || strings.HasPrefix(c.Chat.RealtimeURL, "rediss://") || strings.HasPrefix(c.Chat.RealtimeURL, "redis+"), "chat.realtime_url: want redis://…")
	say(strings.HasPrefix(c.Push.Contact, "mailto:") || strings.HasPrefix(c.Push.Contact, "https://"), "push.contact: want a mailto: or https: address, not %q", c.Push.Contact)
	_, err = mail.ParseAddress(c.Mail.From)
	say(err == nil, "mail.from: %v", err)
	_, err = networks(c.Outbound.Private)
	say(err == nil, "outbound.private: %v", err)
	say(len(c.Target) > 0, "target: want one of %s", strings.Join(targets, ", "))
	for _, t := range c.Target {
		say(slices.Contains(targets, t), "target: there is no %q, want %s", t, strings.Join(targets, ", "))
	}
	for name, address := range map[string]string{"upstream.account": c.Upstream.Account, "upstream.cake": c.Upstream.Cake, "upstream.piece": c.Upstream.Piece, "upstream.chat": c.Upstream.Chat, "auth.key_set_url": c.Auth.KeySetURL,
		"sign_in.kakao_issuer": c.SignIn.KakaoIssuer, "sign_in.kakao_api": c.SignIn.KakaoAPI, "sign_in.naver_url": c.SignIn.NaverURL, "sign_in.naver_api": c.SignIn.NaverAPI, "ai.url": c.AI.URL, "ai.vision_url": c.AI.VisionURL,
		"cakes.tmdb_url": c.Cakes.TMDBURL, "cakes.tmdb_images": c.Cakes.TMDBImages, "cakes.kopis_url": c.Cakes.KOPISURL, "cakes.kobis_url": c.Cakes.KOBISURL} {
		u, err := url.Parse(address)
		say(address == "" || err == nil && u.Scheme != "" && u.Host != "", "%s: want an absolute address, not %q", name, address)
	}
	return errors.Join(wrong...)
}

func (c *Config) proxies() ([]netip.Prefix, error) { return networks(c.HTTP.TrustedProxies) }

func networks(list []string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, s := range list {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// site is the address that people type, without a slash at its end.
func (c *Config) site() string { return strings.TrimSuffix(c.HTTP.PublicURL, "/") }

// secure tells whether people reach the site over TLS.
func (c *Config) secure() bool { return strings.HasPrefix(c.HTTP.PublicURL, "https:") }
