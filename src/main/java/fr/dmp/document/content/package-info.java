/**
 * Judges what someone wants to deposit: by what it is, never by its name. Nothing of it is parsed in the program itself,
 * but in a process of its own that is bounded in time and memory.
 */
@NullMarked
package fr.dmp.document.content;

import org.jspecify.annotations.NullMarked;
