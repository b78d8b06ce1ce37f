// Command requests writes profiles of all kinds that Go's runtime makes into a folder.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"sync"
	"time"
)

var folder string

// What must stay alive until its profile is written.
var kept []any

func main() {
	folder = os.Args[1]
	serve()
	cpu()
	contend()
	park()
	collections()
	connections()
	runtime.KeepAlive(kept)
}

// The classic: 1,000 requests, 1,000 more, and then all of it is let go of.
func serve() {
	server := &Server{}
	server.clear()
	for id := 0; id < 1000; id++ {
		server.handle(id)
	}
	write("heap", "go-heap-1000")
	for id := 1000; id < 2000; id++ {
		server.handle(id)
	}
	write("heap", "go-heap-2000")
	// Or Go would see that nobody reads what is about to be replaced, and let go of it before.
	runtime.KeepAlive(server.users)
	server.clear()
	write("heap", "go-heap-cleared")
	write("allocs", "go-allocs")
}

func cpu() {
	file := create("go-cpu")
	defer file.Close()
	check(pprof.StartCPUProfile(file))
	for _, route := range []string{"/users", "/orders"} {
		labels := pprof.Labels("route", route, "method", "GET")
		pprof.Do(context.Background(), labels, func(context.Context) {
			for start := time.Now(); time.Since(start) < 600*time.Millisecond; {
				work(10)
			}
		})
	}
	pprof.StopCPUProfile()
}

func contend() {
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	var mutex sync.Mutex
	var group sync.WaitGroup
	for i := 0; i < 4; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for j := 0; j < 20; j++ {
				mutex.Lock()
				time.Sleep(time.Millisecond)
				mutex.Unlock()
			}
		}()
	}
	group.Wait()
	write("block", "go-block")
	write("mutex", "go-mutex")
	runtime.SetBlockProfileRate(0)
	runtime.SetMutexProfileFraction(0)
}

func park() {
	stop := make(chan struct{})
	for i := 0; i < 12; i++ {
		labels := pprof.Labels("worker", fmt.Sprint(i%3))
		go pprof.Do(context.Background(), labels, func(context.Context) { wait(stop) })
	}
	time.Sleep(20 * time.Millisecond)
	write("goroutine", "go-goroutine")
	write("threadcreate", "go-threadcreate")
	close(stop)
}

func wait(stop chan struct{}) { <-stop }

// Every allocation, so that small ones are there as well.
func collections() {
	runtime.MemProfileRate = 1
	kept = append(kept, grow(6))
	kept = append(kept, build(200, func(i int) string { return fmt.Sprint("item ", i) }))
	kept = append(kept, build(50, func(i int) []int { return make([]int, i) }))
	write("heap", "go-heap-collections")
	runtime.MemProfileRate = 512 * 1024
}

// A profile of one's own has one sample type, which is counted.
func connections() {
	profile := pprof.NewProfile("connections")
	for i := 0; i < 30; i++ {
		open(profile, i)
	}
	write("connections", "go-custom")
}

func open(profile *pprof.Profile, id int) {
	if id%3 == 0 {
		profile.Add(id, 0)
		return
	}
	profile.Add(id, 1)
}

func write(kind, name string) {
	runtime.GC()
	runtime.GC()
	file := create(name)
	defer file.Close()
	check(pprof.Lookup(kind).WriteTo(file, 0))
}

func create(name string) *os.File {
	file, err := os.Create(filepath.Join(folder, name+".pb.gz"))
	check(err)
	return file
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
