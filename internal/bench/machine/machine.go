// Package machine says on what machine something was measured, and how busy that
// was meanwhile. Figures mean nothing without it.
//
// It asks Linux. What another system does not tell is left out.
package machine

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Machine is where we measure.
type Machine struct {
	scratch string
	load    string // at the beginning: of the last 1, 5 and 15 minutes
	begin   time.Time
	busy    float64 // seconds that the processors have worked, for anybody
}

// Look looks around before anything is measured. The folder is what is written to.
func Look(scratch string) Machine {
	return Machine{scratch: scratch, load: load(), begin: time.Now(), busy: busy()}
}

// Warning says that the machine was busy when we looked; "" when it wasn't.
func (m Machine) Warning() string {
	if number(m.load) <= 0.25*float64(runtime.NumCPU()) {
		return ""
	}
	return fmt.Sprintf("the machine is busy (load %s): figures will be too high; quotients suffer less", m.load)
}

// Facts are lines to print beside figures, and a warning if others were busy
// meanwhile. Programs are those that were measured, with what they say of themselves.
func (m Machine) Facts(programs ...string) (lines []string, warning string) {
	lines = []string{fmt.Sprintf("%d cores%s, %s", runtime.NumCPU(), model(), system()), strings.Join(append([]string{runtime.Version()}, programs...), ", "), "written to " + fileSystem(m.scratch)}
	if m.load != "" {
		lines = append(lines, fmt.Sprintf("load %s before, %s after", m.load, load()))
	}
	if others, known := m.others(); known {
		lines = append(lines, fmt.Sprintf("%.0f%% of the processors' time went to other programs", 100*others))
		if others > 0.05 {
			warning = "other programs were busy too: measure again when the machine is quiet before you quote a figure"
		}
	}
	return lines, warning
}

// others is the part of the processors' time that others took meanwhile.
func (m Machine) others() (float64, bool) {
	now := busy()
	var own, children syscall.Rusage
	if now == 0 || syscall.Getrusage(syscall.RUSAGE_SELF, &own) != nil || syscall.Getrusage(syscall.RUSAGE_CHILDREN, &children) != nil {
		return 0, false
	}
	spent := 0.0
	for _, t := range []syscall.Timeval{own.Utime, own.Stime, children.Utime, children.Stime} {
		spent += float64(t.Sec) + float64(t.Usec)/1e6
	}
	return max(0, now-m.busy-spent) / time.Since(m.begin).Seconds() / float64(runtime.NumCPU()), true
}

// busy adds up user, nice, system, irq, softirq and steal of /proc/stat, in seconds.
func busy() float64 {
	line, _, _ := strings.Cut(read("/proc/stat"), "\n")
	f := strings.Fields(line)
	if len(f) < 9 || f[0] != "cpu" {
		return 0
	}
	sum := 0.0
	for _, i := range []int{1, 2, 3, 6, 7, 8} {
		sum += number(f[i])
	}
	return sum / 100 // ticks of a hundredth, whatever the kernel's own
}

// read is the text of a file that a system may not have.
func read(name string) string {
	data, _ := os.ReadFile(name) // "" says all that there is to say
	return string(data)
}

// number is the number that a text begins with, or 0.
func number(s string) float64 {
	first, _, _ := strings.Cut(s, " ")
	f, _ := strconv.ParseFloat(first, 64) // 0 is none
	return f
}

func load() string {
	f := strings.Fields(read("/proc/loadavg"))
	if len(f) < 3 {
		return ""
	}
	return strings.Join(f[:3], " ")
}

// model is the processor's name.
func model() string {
	for line := range strings.Lines(read("/proc/cpuinfo")) {
		if key, value, _ := strings.Cut(line, ":"); strings.TrimSpace(key) == "model name" {
			return " of " + strings.TrimSpace(value)
		}
	}
	return ""
}

func system() string {
	name := runtime.GOOS
	for line := range strings.Lines(read("/etc/os-release")) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "PRETTY_NAME="); ok {
			name = strings.Trim(value, `"`)
		}
	}
	if kernel := strings.TrimSpace(read("/proc/sys/kernel/osrelease")); kernel != "" {
		name += ", kernel " + kernel
	}
	return name + ", " + runtime.GOARCH
}

// fileSystem is the kind of file system that a folder is on.
func fileSystem(dir string) string {
	kind, longest := "an unknown file system", -1
	for line := range strings.Lines(read("/proc/mounts")) {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		if rel, err := filepath.Rel(f[1], dir); err == nil && rel != ".." && !strings.HasPrefix(rel, "../") && len(f[1]) > longest {
			kind, longest = f[2], len(f[1])
		}
	}
	return kind
}

// Said is the first line that a command prints, or "".
func Said(command ...string) string {
	text, _ := exec.Command(command[0], command[1:]...).Output() // "" if there is no such command
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSpace(line)
}
