package dev.headwater.core.guide;

import java.nio.charset.StandardCharsets;

/** What names a channel in a guide: any text a source has there, as long as a key can hold it. */
public final class GuideIds {
    public static final int MAX_LENGTH = 200;

    private GuideIds() {}

    /** Whether there can be anything under it: 1 to {@value #MAX_LENGTH} characters that UTF-8 can write. */
    public static boolean isValid(String guideId) {
        return !guideId.isBlank()
                && guideId.length() <= MAX_LENGTH
                && guideId.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(guideId);
    }
}
