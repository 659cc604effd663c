package dev.headwater.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** What Linux says of a process and those it started. */
record ProcStat(ProcessHandle process) {
    /** Linux counts CPU time in hundredths of a second for everybody but itself (USER_HZ). */
    private static final double TICKS_A_SECOND = 100;

    private static final int USER = 11;
    private static final int KIB = 1024;

    /** CPU seconds used so far, in user code and for it in the kernel. */
    double cpuSeconds() {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(p -> cpuSeconds(p.pid()))
                .sum();
    }

    private static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        // The name stands in brackets and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1])) / TICKS_A_SECOND;
    }

    /** Memory that is not swapped out, of the process alone. */
    long rssBytes() {
        return memory("VmRSS:");
    }

    /** Those it started, each by itself. */
    List<ProcStat> children() {
        return process.children().map(ProcStat::new).toList();
    }

    /** The most memory it has held; 0 where it is gone. */
    long peakBytes() {
        try {
            return memory("VmHWM:");
        } catch (BenchException | NoSuchElementException e) {
            return 0;
        }
    }

    private long memory(String what) {
        return read(process.pid(), "status")
                .lines()
                .filter(line -> line.startsWith(what))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElseThrow();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new BenchException("process " + pid + " can not be measured: benchmarks need Linux, and it alive");
        }
    }
}
