package dev.headwater.core.media;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Languages as streams name them, ISO 639-2 in three letters as a rule, made into BCP 47, which wants two where there are. */
public final class LanguageCodes {
    /** Undetermined, several, none, and one without a code. */
    private static final Set<String> NONE = Set.of("und", "mul", "zxx", "mis");

    /** Some languages have a second code of three letters, which broadcasters use and Java does not know. */
    private static final Map<String, String> BIBLIOGRAPHIC = Map.ofEntries(
            Map.entry("alb", "sq"),
            Map.entry("arm", "hy"),
            Map.entry("baq", "eu"),
            Map.entry("bur", "my"),
            Map.entry("chi", "zh"),
            Map.entry("cze", "cs"),
            Map.entry("dut", "nl"),
            Map.entry("fre", "fr"),
            Map.entry("geo", "ka"),
            Map.entry("ger", "de"),
            Map.entry("gre", "el"),
            Map.entry("ice", "is"),
            Map.entry("mac", "mk"),
            Map.entry("mao", "mi"),
            Map.entry("may", "ms"),
            Map.entry("per", "fa"),
            Map.entry("rum", "ro"),
            Map.entry("slo", "sk"),
            Map.entry("tib", "bo"),
            Map.entry("wel", "cy"));

    private static final int THREE = 3;

    private LanguageCodes() {}

    /** @return null: it is not known which */
    public static @Nullable String tag(String said) {
        String code = said.split(",", -1)[0].strip();
        if (code.length() != THREE) {
            return code.isEmpty() ? null : code;
        }
        code = code.toLowerCase(Locale.ROOT);
        if (NONE.contains(code)) {
            return null;
        }
        String known = BIBLIOGRAPHIC.get(code);
        if (known != null) {
            return known;
        }
        for (String two : Locale.getISOLanguages()) {
            if (Locale.of(two).getISO3Language().equals(code)) {
                return two;
            }
        }
        return code;
    }
}
