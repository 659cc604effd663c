/** Reads XMLTV files, hostile ones too, in constant memory. It knows nothing of where programmes go. */
package dev.headwater.core.guide.xmltv;
