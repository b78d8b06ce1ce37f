package main

import "sort"

// User is what a request leaves behind.
type User struct {
	ID     int
	Avatar []byte
}

// Server keeps users that nobody removes.
type Server struct {
	users map[int]*User
}

func (s *Server) handle(id int) {
	s.users[id] = newUser(id)
}

// Small enough to be inlined.
func newUser(id int) *User {
	return &User{ID: id, Avatar: avatar()}
}

func avatar() []byte {
	return make([]byte, 1_000_000)
}

func (s *Server) clear() {
	s.users = map[int]*User{}
}

// Stack is generic: its methods have [...] in their names.
type Stack[T any] struct {
	items []T
}

func (s *Stack[T]) Push(item T) {
	s.items = append(s.items, item)
}

func build[T any](count int, make func(int) T) *Stack[T] {
	stack := &Stack[T]{}
	for i := 0; i < count; i++ {
		stack.Push(make(i))
	}
	return stack
}

// Tree recurses: a function may be in a stack more than once.
type Tree struct {
	left, right *Tree
	data        []byte
}

func grow(depth int) *Tree {
	if depth == 0 {
		return &Tree{data: make([]byte, 512)}
	}
	return &Tree{left: grow(depth - 1), right: grow(depth - 1)}
}

func work(rounds int) int {
	sum := 0
	for round := 0; round < rounds; round++ {
		values := make([]int, 2000)
		for i := range values {
			values[i] = (i * 7919) % 1009
		}
		sort.Slice(values, func(a, b int) bool { return values[a] < values[b] })
		sum += values[len(values)/2] + hash(round)
	}
	return sum
}

func hash(seed int) int {
	value := seed
	for i := 0; i < 20_000; i++ {
		value = mix(value, i)
	}
	return value
}

func mix(a, b int) int {
	return (a ^ b) * 16777619
}
