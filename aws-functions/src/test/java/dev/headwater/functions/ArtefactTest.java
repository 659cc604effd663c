package dev.headwater.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the zips, and what is not. */
@Tag("zips")
class ArtefactTest {
    private static final long MEGABYTE = 1 << 20;
    /** What Lambda takes of a zip that is uploaded, and of what is in it. */
    private static final long MAX_ZIPPED = 50 * MEGABYTE;

    private static final long MAX_UNPACKED = 250 * MEGABYTE;
    private static final List<String> FOREIGN = List.of(
            "io/netty/",
            "org/sqlite/",
            "org/bytedeco/",
            "software/amazon/awscdk/",
            "software/amazon/jsii/",
            "org/junit/");

    static List<Zips> zips() {
        return List.of(Zips.HTTP, Zips.WORK);
    }

    @ParameterizedTest
    @MethodSource("zips")
    void isSmallEnoughAndSaysHowLarge(Zips zip) throws IOException {
        long unpacked = zip.entries().stream().mapToLong(ZipEntry::getSize).sum();
        System.out.printf(
                "%s: %.1f MB, unpacked %.1f MB%n",
                zip.file().getFileName(), (double) Files.size(zip.file()) / MEGABYTE, (double) unpacked / MEGABYTE);
        assertThat(Files.size(zip.file())).isLessThan(MAX_ZIPPED);
        assertThat(unpacked).isLessThan(MAX_UNPACKED);
    }

    @ParameterizedTest
    @MethodSource("zips")
    void hasOurClassesAndNobodyElsesWhoAreNotToBeThere(Zips zip) throws IOException {
        List<String> classes = classes(zip.file());
        assertThat(classes).contains("dev/headwater/functions/XtreamHandler.class");
        for (String foreign : FOREIGN) {
            assertThat(classes).noneMatch(name -> name.startsWith(foreign));
        }
        assertThat(zip.entries()).extracting(ZipEntry::getName).contains("logback.xml");
    }

    private static List<String> classes(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry library : zip.stream()
                    .filter(entry -> entry.getName().endsWith(".jar"))
                    .toList()) {
                try (InputStream in = zip.getInputStream(library);
                        JarInputStream jar = new JarInputStream(in)) {
                    for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                        names.add(entry.getName());
                    }
                }
            }
        }
        return names;
    }
}
