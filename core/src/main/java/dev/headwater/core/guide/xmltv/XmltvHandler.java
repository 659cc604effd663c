package dev.headwater.core.guide.xmltv;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is shown what a file holds, in the file's order, one by one. */
public interface XmltvHandler {
    /**
     * A channel.
     *
     * @param names as the file shows it to people
     */
    void channel(String id, List<String> names, @Nullable String icon) throws IOException;

    /** A programme; its channel may not have been shown, or never is. */
    void programme(XmltvProgramme programme) throws IOException;

    /** A programme or channel that could not be read by itself; the file goes on. */
    void skipped();
}
