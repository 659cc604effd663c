package dev.headwater.core.guide.xmltv;

import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Goes from tag to tag, and sees that limits are kept. */
final class Cursor {
    private static final int TELL_EVERY = 1 << 12;

    private final XMLStreamReader xml;
    private final Unpacked file;
    private final XmltvLimits limits;
    private final XmltvReader.Progress progress;
    private final Set<String> names = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int events;

    Cursor(XMLStreamReader xml, Unpacked file, XmltvLimits limits, XmltvReader.Progress progress) {
        this.xml = xml;
        this.file = file;
        this.limits = limits;
        this.progress = progress;
    }

    /** The next event, whatever it is. */
    private int next() throws XMLStreamException, XmltvException {
        int event = xml.next();
        file.progress();
        if (++events % TELL_EVERY == 0) {
            progress.read(file.packedBytes());
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            opened();
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    private void opened() throws XmltvException {
        if (++depth > limits.depth()) {
            throw new XmltvException("the file has elements in each other more than " + limits.depth() + " deep");
        }
        names.add(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            names.add(xml.getAttributeLocalName(i));
        }
        if (names.size() > limits.names()) {
            throw new XmltvException(
                    "the file has more than " + limits.names() + " different names of elements: it is no guide");
        }
    }

    /** Goes to the file's first tag, and returns its name. */
    String root() throws XMLStreamException, XmltvException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            if (!xml.hasNext()) {
                throw new XmltvException("the file is empty");
            }
        }
        return xml.getLocalName();
    }

    /** Goes to the next tag within the one that was opened last; false: that one ended. */
    boolean child() throws XMLStreamException, XmltvException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    /** Goes on behind the root: what stands there is read, so that what is cut is seen. */
    void toEnd() throws XMLStreamException, XmltvException {
        while (xml.hasNext()) {
            next();
        }
        progress.read(file.packedBytes());
    }

    String name() {
        return xml.getLocalName();
    }

    /** Of the tag the cursor stands on; empty: it has none of that name. */
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /** Leaves the tag the cursor stands on, with all that is in it. */
    void skip() throws XMLStreamException, XmltvException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** The text in the tag the cursor stands on, white space made plain, cut to {@code max} characters; leaves the tag. */
    String text(int max) throws XMLStreamException, XmltvException {
        text.setLength(0);
        int outside = depth - 1;
        while (depth > outside) {
            int event = next();
            boolean isText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (isText && text.length() <= max * 2) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        return Texts.plain(text, max);
    }
}
