package dev.headwater.standalone.drill;

import java.util.Arrays;
import java.util.Random;

/** What is killed. */
enum Kill {
    PRIMARY_HOT("primary's sender, hot standby", 5),
    PRIMARY_COLD("primary's sender, cold backup", 5),
    ALL_SOURCES("both senders for 10 s", 1),
    CHILD("a channel's process", 4),
    STOPPED_CHILD("a channel's process, stopped for 15 s", 2),
    EDGE("the edge", 2),
    SERVER("the server with its worker", 1);

    private final String words;
    private final int weight;

    Kill(String words, int weight) {
        this.words = words;
        this.weight = weight;
    }

    /** Any, by how often it is to be: sources die most often. */
    static Kill any(Random random) {
        int left = random.nextInt(
                Arrays.stream(values()).mapToInt(kill -> kill.weight).sum());
        for (Kill kill : values()) {
            left -= kill.weight;
            if (left < 0) {
                return kill;
            }
        }
        throw new AssertionError(left);
    }

    /** Whether viewers are to notice no more than a pause. With the server goes what they are connected to. */
    boolean isSurvived() {
        return this != SERVER;
    }

    String words() {
        return words;
    }
}
