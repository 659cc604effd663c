package dev.headwater.edge;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Netty's leak detector, watching every buffer, with its findings kept. */
final class Leaks {
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    private Leaks() {}

    /** Has to be called before the first buffer is made. */
    static void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @Deprecated
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return detector(resource, samplingInterval);
            }

            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
                return detector(resource, samplingInterval);
            }
        });
    }

    /** What was dropped without a release. */
    static Queue<String> found() {
        // A leak is reported when something is allocated after the collector has met it.
        for (int i = 0; i < 3; i++) {
            System.gc();
            ByteBufAllocator.DEFAULT.heapBuffer(1).release();
            ByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
        return FOUND;
    }

    private static <T> ResourceLeakDetector<T> detector(Class<T> resource, int samplingInterval) {
        return new ResourceLeakDetector<>(resource, samplingInterval) {
            @Override
            protected boolean needReport() {
                return true;
            }

            @Override
            protected void reportTracedLeak(String type, String records) {
                FOUND.add(type + records);
            }

            @Override
            protected void reportUntracedLeak(String type) {
                FOUND.add(type);
            }
        };
    }
}
