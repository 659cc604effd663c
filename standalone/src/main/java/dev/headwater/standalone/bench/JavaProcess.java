package dev.headwater.standalone.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How another main class of ours is started: by the same JDK, from the same class path. */
public final class JavaProcess {
    private JavaProcess() {}

    /** @param profile where a flight recording goes when the process ends; null: none is made */
    public static List<String> command(List<String> flags, @Nullable Path profile, String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        if (profile != null) {
            command.add("-XX:StartFlightRecording=settings=profile,filename=" + profile.toAbsolutePath());
            command.add("-Xlog:jfr+startup=error");
        }
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        return command;
    }
}
