package assemble

import "strings"

// aliases checks that old addresses are free.
func (a *assembler) aliases() {
	seen := map[string]string{}
	for _, d := range a.in.Docs {
		p := d.Base()
		for i, alias := range p.Aliases {
			at := p.At("aliases[" + itoa(i) + "]")
			address := strings.TrimSuffix(alias, "/") + "/"
			if page, taken := a.site.At(address); taken {
				a.errorf(at, "take the alias out", "the old address %s is that of a page: %s", alias, page.Title)
			}
			if other, twice := seen[address]; twice && other != p.File {
				a.errorf(at, "keep one of them", "%s has the same alias", other)
			}
			seen[address] = p.File
		}
	}
}
