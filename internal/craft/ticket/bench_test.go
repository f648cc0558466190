package ticket

import (
	"context"
	"syscall"
	"testing"
	"time"

	"piece/internal/craft/picture"
)

// The benchmarks take a camera's JPEG of 1600 x 2400 through each stage alone
// and through all of them. cpu-ms/op is what counts on a busy machine.

// cpuTime gives the processor time of this process.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measure runs the stage once to warm it up and then counts it.
func measure(b *testing.B, stage func() error) {
	b.Helper()
	if err := stage(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	start := cpuTime(b)
	for b.Loop() {
		if err := stage(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpuTime(b)-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

func BenchmarkDecode(b *testing.B) {
	file := cameraJPEG(b, 1600, 2400)
	measure(b, func() error {
		_, err := picture.Decode(file, picture.Limits{})
		return err
	})
}

func BenchmarkScale(b *testing.B) {
	photo := decoded(b, cameraJPEG(b, 1600, 2400))
	measure(b, func() error {
		photo.CoverYCbCr(picture.Crop{}, Width, Height)
		return nil
	})
}

func BenchmarkCompose(b *testing.B) {
	r, in := newRenderer(b), fullInput(b)
	measure(b, func() error {
		_, err := r.side(context.Background(), &in, Back, Width)
		return err
	})
}

func BenchmarkEncode(b *testing.B) {
	r, in := newRenderer(b), fullInput(b)
	m, err := r.side(context.Background(), &in, Back, Width)
	if err != nil {
		b.Fatal(err)
	}
	frame := picture.NewFrame(m)
	b.Run("full", func(b *testing.B) {
		measure(b, func() error {
			_, err := r.encode(context.Background(), frame, in.Shape, fullQuality, picture.Lasting)
			return err
		})
	})
	b.Run("small", func(b *testing.B) {
		measure(b, func() error {
			_, err := r.encode(context.Background(), frame.Half(), in.Shape, smallQuality, picture.Lasting)
			return err
		})
	})
}

func BenchmarkPreview(b *testing.B) {
	r, in := newRenderer(b), fullInput(b)
	for _, side := range []Side{Front, Back} {
		b.Run(string(side), func(b *testing.B) {
			measure(b, func() error {
				_, err := r.Preview(context.Background(), in, side, 448)
				return err
			})
		})
	}
}

func BenchmarkAll(b *testing.B) {
	r, in := newRenderer(b), fullInput(b)
	file := cameraJPEG(b, 1600, 2400)
	measure(b, func() error {
		in.Photo = decoded(b, file)
		_, err := r.Render(context.Background(), in)
		return err
	})
}

func BenchmarkPNG(b *testing.B) {
	r, in := newRenderer(b), fullInput(b)
	measure(b, func() error {
		_, err := r.PNG(context.Background(), in, Back)
		return err
	})
}

func BenchmarkShareCard(b *testing.B) {
	r, in := newRenderer(b), fullInput(b)
	measure(b, func() error {
		_, err := r.ShareCard(context.Background(), in)
		return err
	})
}

func BenchmarkPDF(b *testing.B) {
	r, in := newRenderer(b), fullInput(b)
	measure(b, func() error {
		_, err := r.PDF(context.Background(), Inputs(in), Single)
		return err
	})
}

func BenchmarkNew(b *testing.B) {
	measure(b, func() error {
		_, err := New()
		return err
	})
}
