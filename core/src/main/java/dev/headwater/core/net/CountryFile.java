package dev.headwater.core.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what {@link Countries#read} describes. */
final class CountryFile {
    static final long MAX_BYTES = 256L << 20;
    static final int MAX_RANGES = 2_000_000;

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Set<String> NOWHERE = Set.of("", "-", "ZZ", "XX");
    private static final int MAX_SHOWN = 60;

    private final Path file;
    private final List<CountryRange> ranges = new ArrayList<>();

    private CountryFile(Path file) {
        this.file = file;
    }

    static Countries read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CountryFileException("there is no file " + file);
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new CountryFileException(file + " is larger than " + (MAX_BYTES >> 20) + " MB");
        }
        CountryFile reading = new CountryFile(file);
        // Names of countries may be in any encoding; nothing that counts is beyond ASCII.
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reading.add(line.strip(), ++number);
            }
        }
        return reading.countries();
    }

    private void add(String line, int number) throws CountryFileException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] values = Arrays.stream(line.split(",", -1))
                .map(value -> value.strip().replaceAll("^\"(.*)\"$", "$1"))
                .toArray(String[]::new);
        boolean isTitles = number == 1 && literal(values[0]).isEmpty() && values[0].indexOf('/') < 0;
        if (isTitles) {
            return;
        }
        boolean isBlock = values[0].indexOf('/') >= 0;
        String country = values.length > (isBlock ? 1 : 2) ? values[isBlock ? 1 : 2].toUpperCase(Locale.ROOT) : "?";
        if (!NOWHERE.contains(country) && !COUNTRY.matcher(country).matches()) {
            throw wrong(number, "does not read CIDR,CC or FIRST,LAST,CC: " + shown(line));
        }
        CountryRange range = (isBlock
                        ? AddressBlock.parse(values[0]).map(block -> CountryRange.of(block, country, number))
                        : span(values[0], values[1], country, number))
                .orElseThrow(() -> wrong(number, "has no addresses that make a range: " + shown(line)));
        if (!NOWHERE.contains(country)) {
            ranges.add(range);
        }
        if (ranges.size() > MAX_RANGES) {
            throw wrong(number, "is one too many: there may be " + MAX_RANGES + " ranges");
        }
    }

    private static Optional<CountryRange> span(String first, String last, String country, int number) {
        return literal(first).flatMap(from -> literal(last).flatMap(to -> CountryRange.of(from, to, country, number)));
    }

    private static Optional<InetAddress> literal(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Countries countries() throws CountryFileException {
        if (ranges.isEmpty()) {
            throw new CountryFileException(file + " names no country");
        }
        return new Countries(
                CountryRanges.ofIpv4(apart(
                        ranges.stream().filter(CountryRange::isIpv4).sorted().toList())),
                CountryRanges.ofIpv6(apart(ranges.stream()
                        .filter(range -> !range.isIpv4())
                        .sorted()
                        .toList())));
    }

    private List<CountryRange> apart(List<CountryRange> sorted) throws CountryFileException {
        for (int i = 1; i < sorted.size(); i++) {
            CountryRange before = sorted.get(i - 1);
            CountryRange after = sorted.get(i);
            if (before.reaches(after)) {
                int later = Math.max(before.line(), after.line());
                throw wrong(later, "overlaps line " + Math.min(before.line(), after.line()));
            }
        }
        return sorted;
    }

    private CountryFileException wrong(int line, String what) {
        return new CountryFileException(file + ", line " + line + ": " + what);
    }

    private static String shown(String line) {
        String clean = line.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > MAX_SHOWN ? clean.substring(0, MAX_SHOWN) + "…" : clean;
    }
}
