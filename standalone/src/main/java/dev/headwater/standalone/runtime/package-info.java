/** The composition root: everything on one machine, wired by hand. */
package dev.headwater.standalone.runtime;
