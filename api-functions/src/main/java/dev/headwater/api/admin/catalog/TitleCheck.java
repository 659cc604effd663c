package dev.headwater.api.admin.catalog;

import dev.headwater.core.media.Source;
import java.util.Optional;

/** Looks into a file of this machine before a film is listed that could never be made of it. */
@FunctionalInterface
public interface TitleCheck {
    /** For where nothing can look: what is no film fails when it is to be made. */
    TitleCheck NONE = _ -> Optional.empty();

    /**
     * Why no film can be made of it, in an operator's words. May take seconds.
     *
     * @param file of kind {@link Source.Kind#FILE}
     * @return empty: nothing speaks against it
     */
    Optional<String> refusal(Source file);
}
