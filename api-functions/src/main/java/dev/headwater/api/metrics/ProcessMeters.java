package dev.headwater.api.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** The few things of the process that say whether it is well: memory, garbage collection, processor, age. */
public final class ProcessMeters {
    private static final double MILLIS = 1000;
    private static final double NANOS = 1e9;

    private ProcessMeters() {}

    public static void bindTo(MeterRegistry registry) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory(registry, memory, "heap", m -> m.getHeapMemoryUsage().getUsed());
        memory(registry, memory, "nonheap", m -> m.getNonHeapMemoryUsage().getUsed());
        Gauge.builder("jvm.heap.max", memory, m -> m.getHeapMemoryUsage().getMax())
                .description("Heap the process may use")
                .baseUnit("bytes")
                .register(registry);
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        FunctionCounter.builder(
                        "jvm.gc.collections", collectors, c -> sum(c, GarbageCollectorMXBean::getCollectionCount))
                .description("Garbage collections")
                .register(registry);
        FunctionCounter.builder(
                        "jvm.gc.time", collectors, c -> sum(c, GarbageCollectorMXBean::getCollectionTime) / MILLIS)
                .description("Time that garbage collection took")
                .baseUnit("seconds")
                .register(registry);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Gauge.builder("jvm.threads", threads, ThreadMXBean::getThreadCount)
                .description("Platform threads")
                .register(registry);
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        Gauge.builder("process.uptime", runtime, r -> r.getUptime() / MILLIS)
                .description("Time since the process began")
                .baseUnit("seconds")
                .register(registry);
        ProcessHandle process = ProcessHandle.current();
        FunctionCounter.builder("process.cpu", process, ProcessMeters::cpuSeconds)
                .description("Processor time the process took")
                .baseUnit("seconds")
                .register(registry);
    }

    private static void memory(
            MeterRegistry registry, MemoryMXBean memory, String area, ToLongFunction<MemoryMXBean> used) {
        Gauge.builder("jvm.memory.used", memory, used::applyAsLong)
                .description("Memory in use")
                .baseUnit("bytes")
                .tag("area", area)
                .register(registry);
    }

    private static double sum(List<GarbageCollectorMXBean> collectors, ToLongFunction<GarbageCollectorMXBean> of) {
        return collectors.stream().mapToLong(of).filter(value -> value > 0).sum();
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / NANOS;
    }
}
